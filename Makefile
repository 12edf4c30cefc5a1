# Everything longer than a line is Rust, in xtask/. `make` alone lists what there is.
xtask := @cd "$(shell dirname "$(strip $(firstword $(MAKEFILE_LIST)))")" && exec cargo xtask
.DEFAULT_GOAL := help
.PHONY: help demo test check fmt tidy assets journeys readers screenshots soak fuzz bench clean

help: ; $(xtask) help        # what can be made
demo: ; $(xtask) demo        # a small world to click through: builds, runs, prints address and accounts
test: ; $(xtask) test        # everything the servers run: formatting, lints, all tests, journeys
check: ; $(xtask) check      # formatting, lints and house rules, without the tests
fmt: ; $(xtask) fmt          # sets Rust in its shape
tidy: ; $(xtask) tidy        # the house rules alone
assets: ; $(xtask) assets    # typefaces and icons, from the npm registry
journeys: ; $(xtask) journeys # people on screens, in Chromium
readers: ; $(xtask) readers # other people's readers, on what we write
screenshots: ; $(xtask) screenshots # the pictures in docs/screenshots
soak: ; $(xtask) soak        # the kill test, for as long as you like
fuzz: ; $(xtask) fuzz        # libFuzzer on every parser's promises, a minute each
bench: ; $(xtask) bench      # the figures, each beside its peer
clean: ; $(xtask) clean      # what was built, and the demo's data
