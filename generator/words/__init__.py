"""Our own words on pages and paper, in every language; checks measure them, render prints them."""
