# SPDX-License-Identifier: EUPL-1.2
"""The web site: settings, addresses, middleware, base templates, static files, the embedded database."""
