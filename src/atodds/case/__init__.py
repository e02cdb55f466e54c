"""Cases: packages of texts' data, read whole or refused with one clear sentence."""

from atodds.case.faults import CaseError
from atodds.case.loading import Case, load

__all__ = ["Case", "CaseError", "load"]
