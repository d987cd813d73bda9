# SPDX-License-Identifier: EUPL-1.2
"""The views of a case's pages; each asks the services and hands frozen view models to a template."""
