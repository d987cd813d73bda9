# SPDX-License-Identifier: EUPL-1.2
"""The verbs of the command line, one module each; a verb's own imports happen when it is asked for."""
