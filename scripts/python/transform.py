"""Prints template.yaml as CloudFormation gets it after the SAM transform, as JSON. Needs no account."""

import json
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The template names its policies itself; a look-up of AWS's would need an account."""

    def load(self):
        return {}


with open(sys.argv[1], encoding="utf-8") as source:
    template = yaml_parse(source.read())

# The transform takes addresses in S3 only, where `sam deploy` puts the code.
for resource in template["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://bucket/key"

json.dump(transform(template, {}, NoManagedPolicies()), sys.stdout, default=str, indent=2)
