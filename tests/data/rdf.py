#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""rdf.py SITE - reads the linked data of a built site with rdflib: Turtle and JSON-LD must hold equal triples, and what DCAT says of a file
must be so. Each fault is a line; status 1 when there is one."""
import glob, hashlib, os, sys
import rdflib
from rdflib.compare import isomorphic

site, faults = sys.argv[1], 0


def fault(where, what):
    global faults
    faults += 1
    print(f"{where}: {what}")


def read(path):
    graph = rdflib.Graph()
    graph.parse(path, format="json-ld" if path.endswith("jsonld") else "turtle")
    return graph


files = sorted(glob.glob(os.path.join(site, "begrippen", "*.ttl")) + glob.glob(os.path.join(site, "data", "*.ttl")))
for path in files:
    turtle, json = read(path), read(path[:-3] + "jsonld")
    if not len(turtle) or not isomorphic(turtle, json):
        for name, more in (("Turtle", turtle - json), ("JSON-LD", json - turtle)):
            for triple in list(more)[:3]:
                fault(path, f"only in {name}: {' '.join(map(str, triple))}")
        fault(path, f"{len(turtle)} triples, {len(json)} in JSON-LD")

DCAT, SPDX = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
dcat = read(os.path.join(site, "data", "dcat.ttl"))
described = 0
for of, url in dcat.subject_objects(DCAT.downloadURL):
    described += 1
    raw = open(os.path.join(site, "data", str(url).rsplit("/", 1)[1]), "rb").read()
    if int(dcat.value(of, DCAT.byteSize)) != len(raw):
        fault(url, "another size")
    if str(dcat.value(dcat.value(of, SPDX.checksum), SPDX.checksumValue)).lower() != hashlib.sha256(raw).hexdigest():
        fault(url, "another digest")
if described < 5:
    fault("dcat.ttl", f"{described} files")
print(len(files), "files,", faults, "faults")
sys.exit(bool(faults))
