# The menu: `make help`. Settings come from the environment: SEND_NAVIGATOR_AREA and so on.
.DEFAULT_GOAL := help
.PHONY: help run test lint evaluate bench check-content demo-data train setup clean
SHELL := /usr/bin/env bash

help: ## Show this menu
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: setup ## Set up what is missing, then serve on http://127.0.0.1:8000/
	@exec .venv/bin/send-navigator serve

test: ## Set up what is missing, then run every test
	@scripts/setup application rasa encoder assistant design provider browser
	@.venv/bin/python -m pytest tests

lint: ## Check style and formatting
	@scripts/setup application
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@scripts/check-types

evaluate: setup ## Score search on the development questions and hold the scripted conversations
	@.venv/bin/send-navigator evaluate

bench: setup ## Measure times and memory beside Rasa's starter project
	@.venv/bin/send-navigator bench

check-content: ## Check every article and service, and say what to mend
	@scripts/setup application
	@.venv/bin/send-navigator check-content

demo-data: ## Make a year of invented events up and release it under var/demo
	@scripts/setup application
	@rm -rf var/demo
	@.venv/bin/send-navigator report demo --out var/demo
	@.venv/bin/send-navigator report --events var/demo/events.csv --plan var/demo/plan.toml --out var/demo/reports

train: ## Teach the search from the example messages again (up to an hour)
	@scripts/setup application encoder
	@.venv/bin/send-navigator train

setup: ## Make both environments, the encoder, the assistant and the database
	@scripts/setup

clean: ## Remove what the set-up made; the database and the secret in var/ stay
	@rm -rf .venv .venv-rasa models vendor var/encoder var/imported .rasa *.egg-info
	@rm -rf .pytest_cache .hypothesis .ruff_cache
