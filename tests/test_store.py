"""What was dear to make is kept beside its checksum; whatever happens to it, it is found whole or not at all."""

from __future__ import annotations

import errno
import multiprocessing
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.store import Store

KEY, OTHER = "a1" * 32, "b2" * 32
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "policypress"


def entry(folder: Path, key: str = KEY, shelf: str = "read") -> Path:
    return folder / shelf / key[:2] / key[2:]


def test_what_was_put_is_got(folder: Path) -> None:
    Store(folder).put("read", KEY, b"content")
    again = Store(folder)
    assert again.get("read", KEY) == b"content"
    assert again.get("read", OTHER) is None
    assert again.get("pressed", KEY) is None
    again.put("read", KEY, b"")
    assert again.get("read", KEY) == b""
    assert [file.name for file in entry(folder).parent.iterdir()] == [KEY[2:]]


def test_backups_leave_it_out(folder: Path) -> None:
    Store(folder).put("read", KEY, b"content")
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


def test_a_store_without_a_folder_keeps_nothing() -> None:
    store = Store(None)
    store.put("read", KEY, b"content")
    assert store.get("read", KEY) is None
    store.keep_only("read", ())


@given(st.binary(max_size=3000), st.integers(0), st.integers(1, 255))
@settings(max_examples=40, deadline=None)
def test_damage_anywhere_is_noticed(content: bytes, at: int, change: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="policypress-test-"))
    try:
        store = Store(folder)
        store.put("read", KEY, content)
        assert store.get("read", KEY) == content
        kept = bytearray(entry(folder).read_bytes())
        entry(folder).write_bytes(kept[: at % len(kept)])
        assert store.get("read", KEY) is None, "cut short"
        entry(folder).write_bytes(bytes(kept) + b"\0")
        assert store.get("read", KEY) is None, "longer"
        kept[at % len(kept)] ^= change
        entry(folder).write_bytes(kept)
        assert store.get("read", KEY) is None, "changed"
        store.put("read", KEY, content)
        assert store.get("read", KEY) == content
    finally:
        shutil.rmtree(folder)


def test_an_entry_in_anothers_place_is_not_taken_for_it(folder: Path) -> None:
    store = Store(folder)
    store.put("read", KEY, b"of one key")
    store.put("read", OTHER, b"of another")
    store.put("pressed", KEY, b"of another shelf")
    os.replace(entry(folder, OTHER), entry(folder))
    assert store.get("read", KEY) is None
    os.replace(entry(folder, KEY, "pressed"), entry(folder))
    assert store.get("read", KEY) is None


def test_what_is_no_file_is_not_found_and_harms_nobody(folder: Path) -> None:
    store = Store(folder)
    entry(folder).mkdir(parents=True)
    store.put("read", KEY, b"content")
    assert store.get("read", KEY) is None
    (folder / "pressed").write_bytes(b"a file where a shelf should be")
    store.put("pressed", KEY, b"content")
    assert store.get("pressed", KEY) is None
    store.keep_only("pressed", ())


def test_a_disk_that_refuses_is_no_fault(folder: Path) -> None:
    store = Store(folder)
    store.put("read", KEY, b"content")
    entry(folder).unlink()
    entry(folder).mkdir()  # nobody, the system's own user included, replaces a folder by a file
    (entry(folder) / "inside").write_bytes(b"")
    store.put("read", KEY, b"other")
    store.keep_only("read", ())
    assert store.get("read", KEY) is None
    assert [file.name for file in entry(folder).parent.iterdir()] == [entry(folder).name]


@POSIX
def test_a_full_disk_is_no_fault_and_leaves_nothing_torn(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=_write_with_little_room, args=(folder,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert Store(folder).get("read", KEY) is None
    assert Store(folder).get("read", OTHER) == b"small"
    assert [file.name for file in entry(folder).parent.iterdir()] == []


def _write_with_little_room(folder: Path) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    with open(folder.parent.parent / "proof", "wb", buffering=0) as proof:
        try:
            assert proof.write(bytes(5000)) == 2000
            proof.write(bytes(5000))
        except OSError as fault:
            assert fault.errno == errno.EFBIG
    store = Store(folder)
    store.put("read", KEY, bytes(5000))
    store.put("read", OTHER, b"small")


def test_two_processes_may_write_the_same_key(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=_write_often, args=(folder, letter)) for letter in (b"a", b"b")]
    for child in children:
        child.start()
    store, seen = Store(folder), set()
    while any(child.is_alive() for child in children):
        seen.add(store.get("read", KEY))
    for child in children:
        child.join()
        assert child.exitcode == 0
    assert seen <= {None, b"a" * 50_000, b"b" * 50_000}
    assert store.get("read", KEY) in (b"a" * 50_000, b"b" * 50_000)


def _write_often(folder: Path, letter: bytes) -> None:
    store = Store(folder)
    for _ in range(200):
        store.put("read", KEY, letter * 50_000)
        assert store.get("read", KEY) is not None


def test_only_what_is_still_needed_is_kept(folder: Path) -> None:
    store = Store(folder)
    for key in (KEY, OTHER):
        store.put("read", key, b"content")
        store.put("pressed", key, b"content")
    left_by_a_kill = entry(folder).parent / ".4711-half"
    left_by_a_kill.write_bytes(b"half")
    store.keep_only("read", {OTHER})
    assert store.get("read", KEY) is None
    assert store.get("read", OTHER) == b"content"
    assert store.get("pressed", KEY) == b"content"
    assert not left_by_a_kill.exists()


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(folder: Path, mode: int) -> None:
    Store(folder).put("read", KEY, b"content")
    folder.chmod(mode)
    store = Store(folder)
    assert store.get("read", KEY) is None
    store.put("read", OTHER, b"content")
    assert not entry(folder, OTHER).exists()


@POSIX
def test_a_link_in_its_place_is_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    Store(elsewhere).put("read", KEY, b"planted")
    folder.parent.mkdir()
    folder.symlink_to(elsewhere)
    assert Store(folder).get("read", KEY) is None


def test_its_folder_is_closed_to_others(folder: Path) -> None:
    Store(folder).put("read", KEY, b"content")
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_worker_gets_the_same_store(folder: Path) -> None:
    Store(folder).put("read", KEY, b"content")
    assert pickle.loads(pickle.dumps(Store(folder))).get("read", KEY) == b"content"
    assert pickle.loads(pickle.dumps(Store(None))).get("read", KEY) is None


def strange() -> Iterator[tuple[str, str]]:
    yield "read", "../../secret"
    yield "read", "A1" * 32
    yield "read", ""
    yield "read", "a1"
    yield "../read", KEY
    yield "", KEY


@pytest.mark.parametrize(("shelf", "key"), list(strange()))
def test_a_strange_key_is_our_own_mistake(folder: Path, shelf: str, key: str) -> None:
    with pytest.raises(ValueError, match="shelf"):
        Store(folder).get(shelf, key)
    with pytest.raises(ValueError, match="shelf"):
        Store(None).put(shelf, key, b"")


@given(st.binary(max_size=200), st.text("0123456789abcdef", min_size=3, max_size=64))
@settings(max_examples=40, deadline=None)
def test_any_bytes_under_any_key(content: bytes, key: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "own")
        store.put("read", key, content)
        assert store.get("read", key) == content


def test_a_shelf_is_trimmed_from_its_oldest_end(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for number in range(10):
        store.put("read", f"{number:04x}", b"x" * 968)  # with its checksum 1,000 bytes
        file = tmp_path / f"store/read/00/{number:02x}"
        os.utime(file, (number, number))
    store.put("other", "abcd", b"y" * 5_000)
    store.trim("read", 3_000)
    assert [number for number in range(10) if store.get("read", f"{number:04x}")] == [7, 8, 9]
    assert store.get("other", "abcd")
    store.trim("read", 0)
    store.trim("nothing", 0)
    assert not any(store.get("read", f"{number:04x}") for number in range(10))
