"""A lesson starts without what it does not need, and loses nothing by that."""

import subprocess
import sys

import pytest


def said_by(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("what", ["atodds.charts", "atodds.build.running"])
def test_no_grammar_is_built_before_somebody_asks_for_it(what):
    code = f"import sys, {what}; print('jsonschema' in sys.modules, 'lark' in sys.modules)"
    assert said_by(code) == ["True", "False"]


def test_an_address_is_still_judged_by_the_grammar_where_somebody_asks():
    code = (
        "import atodds.charts\n"
        "from jsonschema import Draft7Validator\n"
        "fits = Draft7Validator.FORMAT_CHECKER.conforms\n"
        "print(fits('https://ministry.example/kyiv', 'iri'), fits('no address', 'iri'))\n"
        "from rfc3987_syntax import is_valid_syntax_iri\n"
        "print(is_valid_syntax_iri('no address'))"
    )
    assert said_by(code) == ["True", "False", "False"]
