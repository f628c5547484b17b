import { test } from 'tap';
import { ofType } from '../../scripts/aws/template.ts';
import { properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();

test('nothing signs or checks code by default, and every function checks it by parameter', async (t) => {
  t.equal(template.Parameters.CodeSigning?.Default, 'off');
  t.strictSame(template.Conditions.SignsCode, {
    'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'CodeSigning' }, 'off'] }],
  });
  const functions = ofType(template, 'AWS::Lambda::Function');
  t.ok(functions.length > 1);
  for (const [id, { Properties }] of functions) {
    const expected = ['SignsCode', { Ref: 'CodeSigningConfig' }, { Ref: 'AWS::NoValue' }];
    t.strictSame(Properties.CodeSigningConfigArn, { 'Fn::If': expected }, id);
  }
});

test("Lambda trusts the stack's own profile only, and refuses other code with `enforce`", async (t) => {
  for (const id of ['SigningProfile', 'CodeSigningConfig']) {
    t.equal(template.Resources[id]?.Condition, 'SignsCode', id);
  }
  t.match(properties(template, 'CodeSigningConfig'), {
    AllowedPublishers: {
      SigningProfileVersionArns: [{ 'Fn::GetAtt': ['SigningProfile', 'ProfileVersionArn'] }],
    },
    CodeSigningPolicies: {
      UntrustedArtifactOnDeployment: { 'Fn::If': ['RefusesUnsigned', 'Enforce', 'Warn'] },
    },
  });
});
