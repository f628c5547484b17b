import { test } from 'tap';
import { stackResources } from '../../scripts/aws/stack-resources.ts';
import type { Template } from '../../scripts/aws/template.ts';

const template: Template = {
  Parameters: { Mode: { Default: 'off' }, Days: { Default: -1 }, Email: {} },
  Conditions: {
    On: { 'Fn::Equals': [{ Ref: 'Mode' }, 'on'] },
    HasDays: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Days' }, '-1'] }] },
    Both: { 'Fn::And': [{ Condition: 'On' }, { Condition: 'HasDays' }] },
    Either: { 'Fn::Or': [{ Condition: 'On' }, { Condition: 'HasDays' }] },
    Strange: { 'Fn::Contains': [[], ''] },
  },
  Resources: {
    Always: {
      Type: 'A',
      Properties: {
        days: { Ref: 'Days' },
        email: { Ref: 'Email' },
        other: { Ref: 'Topic' },
        list: [{ 'Fn::If': ['On', { mode: { Ref: 'Mode' } }, { Ref: 'AWS::NoValue' }] }],
        policy: { Condition: { Bool: {} } },
      },
    },
    WhenBoth: { Type: 'B', Condition: 'Both', Properties: {} },
    WhenEither: { Type: 'B', Condition: 'Either', Properties: {} },
  },
  Outputs: {},
};

test('by default, a stack has the resources and properties whose conditions hold', (t) => {
  const resources = stackResources(template);
  t.strictSame(Object.keys(resources), ['Always']);
  t.strictSame(resources.Always?.Properties, {
    days: -1,
    email: '<Email>',
    other: { Ref: 'Topic' },
    list: [],
    policy: { Condition: { Bool: {} } },
  });
  t.end();
});

test('parameters add resources and properties', (t) => {
  const some = stackResources(template, { Mode: 'on' });
  t.strictSame(Object.keys(some), ['Always', 'WhenEither']);
  t.strictSame(some.Always?.Properties.list, [{ mode: 'on' }]);
  const all = stackResources(template, { Mode: 'on', Days: 7, Email: 'a@b.example' });
  t.strictSame(Object.keys(all), ['Always', 'WhenBoth', 'WhenEither']);
  t.match(all.Always?.Properties, { days: 7, email: 'a@b.example' });
  t.end();
});

test('an unknown parameter is rejected', (t) => {
  t.throws(() => stackResources(template, { Mood: 'on' }), /no parameter Mood/);
  t.end();
});

test('an unknown condition function is rejected', (t) => {
  const Resources = { Odd: { Type: 'C', Condition: 'Strange', Properties: {} } };
  t.throws(() => stackResources({ ...template, Resources }), /Condition Strange/);
  t.end();
});
