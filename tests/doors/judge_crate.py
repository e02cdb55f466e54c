"""Judge an RO-Crate by the rules of its version, without a network; run by test_doors_health.py.

roc-validator knows the rules as the specification has them (https://w3id.org/ro/crate/1.2). It
fetches the vocabulary from the web; here it gets the copy that the package rocrate brings along,
which is the next version's and holds every word of this one.
"""

import sys
from pathlib import Path

import rdflib.plugins.shared.jsonld.context
import rdflib.plugins.shared.jsonld.util
import requests
from rocrate_validator import models, services

CRATE, WORDS = Path(sys.argv[1]), Path(sys.argv[2])
ASKED = "https://w3id.org/ro/crate/1.2/context"


def answer(_adapter, request, **_options):
    """Answer a request for the vocabulary; there is no other."""
    assert request.url == ASKED, request.url
    response = requests.Response()
    response.status_code, response.url, response.request = 200, request.url, request
    response.headers["Content-Type"] = "application/ld+json"
    response.raw, response._content = WORDS.open("rb"), WORDS.read_bytes()  # noqa: SLF001
    return response


def read(source, *arguments, **options):
    """Read a document of JSON-LD; the vocabulary is a file."""
    return as_usual(WORDS.as_uri() if str(source) == ASKED else source, *arguments, **options)


as_usual = rdflib.plugins.shared.jsonld.util.source_to_json
rdflib.plugins.shared.jsonld.context.source_to_json = read
rdflib.plugins.shared.jsonld.util.source_to_json = read
requests.adapters.HTTPAdapter.send = answer

settings = services.ValidationSettings(
    rocrate_uri=str(CRATE),
    profile_identifier="ro-crate-1.2",
    requirement_severity=models.Severity.RECOMMENDED,
    no_cache=True,
)
for issue in services.validate(settings).get_issues():
    words = " ".join(issue.message.split())
    sys.stdout.write(f"{issue.severity.name}\t{issue.check.identifier}\t{words}\n")
sys.stdout.write("judged\n")
