"""Cases: packages of texts' data, read whole or refused with one clear sentence."""

from atodds.case.faults import CaseError
from atodds.case.loading import Case, expect_case, load

__all__ = ["Case", "CaseError", "expect_case", "load"]
