"""`python -m generator` is `policypress`."""

from generator.cli.main import main

if __name__ == "__main__":
    main()
