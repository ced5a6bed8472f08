"""Prints the paths of the layers of an OCI image layout, lowest first."""

import json
import pathlib
import sys

layout = pathlib.Path(sys.argv[1])


def blob(descriptor):
    return layout / 'blobs' / descriptor['digest'].replace(':', '/')


index = json.loads((layout / 'index.json').read_text())
manifest = json.loads(blob(index['manifests'][0]).read_text())
for layer in manifest['layers']:
    print(blob(layer))
