"""Prints template.yaml after the SAM transform, as JSON. Needs no account."""

import json
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The template uses no managed policies by name: looking them up would need an account."""

    def load(self):
        return {}


with open(sys.argv[1], encoding="utf-8") as source:
    template = yaml_parse(source.read())

# The transform accepts only S3 addresses, where `sam deploy` uploads the code.
for resource in template["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://bucket/key"

json.dump(transform(template, {}, NoManagedPolicies()), sys.stdout, default=str, indent=2)
