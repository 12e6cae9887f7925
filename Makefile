# Every command of the project. `make` alone lists them.
#
# What they need on the machine: Rust (the version in Cargo.toml), Python 3.11 or later with venv, make. The rest is
# pinned and installed into .venv once.

.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
STACK := .venv/stack/bin/python

help: ## This list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

tools: ## Install the pinned Python tools into .venv (all other commands do, too)
	@$(PYTHON) infra/local/tools.py

# ---- the local stack ----

up: tools ## Build, start a local AWS, deploy template.yaml to it, publish samples, write .local/env
	@$(STACK) infra/local/stack.py up

down: ## Stop the local AWS; what was in it is gone
	@$(PYTHON) infra/local/stack.py down

status: tools ## Whether the local stack runs, and where
	@$(STACK) infra/local/stack.py status

watch: tools ## Serve the API with hot reload: saved code is built and served within seconds
	@$(STACK) infra/local/watch.py

demo: tools ## From nothing to a PDF and an HTML report in out/
	@$(STACK) infra/local/demo.py

# ---- tests ----

test: tools ## Every test; the summary comes last
	@$(STACK) infra/tests/run.py

test-api: tools ## Only the tests over HTTP against the local stack
	@$(STACK) infra/tests/run.py api

test-html: tools ## Validity and accessibility of the HTML in a browser
	@$(STACK) infra/tests/run.py html

claims: tools ## Every claim of commentary over every pair of figures, read back; 100 generated snapshots, others with SEED=1000: minutes
	@$(STACK) infra/tests/run.py claims

oracle: tools ## Every finding and table against an independent recomputation, over generated snapshots: minutes
	@$(STACK) infra/tests/run.py oracle

chaos: tools ## 1,000 reports while AWS fails, functions are killed and services are down; the zeros at the end, SEED=1 for another: 25 minutes
	@$(STACK) infra/tests/run.py chaos

former: tools ## Build the former version from the history, deploy it, and update it to this one under traffic: minutes
	@$(STACK) infra/tests/run.py former

MUTANTS ?= 150
mutants: ## Break the code of facts and findings in MUTANTS random places and see whether the tests notice: an hour
	@$(PYTHON) infra/tests/mutants.py --sample $(MUTANTS)

worst: tools ## The largest and longest valid snapshots of every kind, each rendered within 512 MiB: half an hour
	@$(STACK) infra/tests/run.py worst

archive: tools ## PDF/A-2a and PDF/UA-1, by veraPDF: every sample on both sizes of paper, hostile text, 100 generated snapshots: minutes
	@$(STACK) infra/tests/run.py archive

fuzz-api: tools ## Schemathesis against the local stack, a few thousand cases
	@$(STACK) infra/tests/run.py fuzz

# ---- measuring, pictures, deployment ----

bench: tools ## Benchmarks: lists, commentary, latency, documents, predictions, MLflow (the first run builds for release: minutes)
	@$(PYTHON) infra/local/tools.py bench
	@$(STACK) infra/local/bench.py

gallery: tools ## Every sample report in out/gallery/: both formats, and a picture of every page
	@$(STACK) infra/local/build.py
	@$(STACK) infra/gallery/gallery.py --reportctl target/local/reportctl

pictures: tools ## The pages of reports that README shows, in infra/gallery/pages
	@$(STACK) infra/local/build.py
	@$(STACK) infra/gallery/gallery.py --reportctl target/local/reportctl --readme

drawing: ## Draw which crate uses which: infra/architecture/crates.md
	@$(PYTHON) infra/architecture/crates.py

build-arm64: tools ## Release build of the functions for arm64, packed for Lambda
	@$(PYTHON) infra/local/tools.py cross
	@$(STACK) infra/local/release.py arm64

build-x86: tools ## Release build of the functions for x86_64, packed for Lambda
	@$(PYTHON) infra/local/tools.py cross
	@$(STACK) infra/local/release.py x86_64

deploy: build-arm64 ## Build for arm64 and run the guided SAM deployment to your AWS account
	@.venv/sam/bin/sam deploy --guided --template-file template.yaml

clean: down ## Remove what was built and installed; samples, sources and out/ stay
	@rm -rf target .venv .local

.PHONY: help tools up down status watch demo test test-api test-html oracle claims worst chaos former archive mutants fuzz-api bench gallery pictures drawing build-arm64 build-x86 deploy clean
