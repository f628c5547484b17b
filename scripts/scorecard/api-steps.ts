import type { Step } from './step.ts';

const template = 'template.yaml';

/** Steps 8 to 12: the counter. */
export const apiSteps: Step[] = [
  {
    id: '8',
    title: 'Database',
    facts: [
      {
        where: template,
        what: 'DataTable is in DynamoDB, paid per request, and the function has its name',
        holds: async (repository) => {
          const { Type, Properties } = await repository.resource('DataTable');
          const { Environment } = (await repository.resource('ApiFunction')).Properties;
          return (
            Type === 'AWS::DynamoDB::Table' &&
            Properties.BillingMode === 'PAY_PER_REQUEST' &&
            Environment.Variables.DATA_TABLE_NAME === 'DataTable'
          );
        },
      },
    ],
    deployed: [
      {
        where: '/api/v1/visitors/count',
        what: 'answers the number of visitors, from the database',
        holds: async (site) => {
          const { status, body } = await site.get('/api/v1/visitors/count');
          return status === 200 && Number.isInteger(JSON.parse(body).count);
        },
      },
    ],
  },
  {
    id: '9',
    title: 'API',
    facts: [
      {
        where: template,
        what: 'API Gateway passes requests to the function',
        holds: async (repository) => {
          const { Type } = await repository.resource('Api');
          const { Principal } = (await repository.resource('ApiFunctionPermission')).Properties;
          return Type === 'AWS::Serverless::Api' && Principal === 'apigateway.amazonaws.com';
        },
      },
      {
        where: 'public/*.js',
        what: 'the scripts of the page name no database, and call only paths of the site',
        holds: async (repository) => {
          const scripts = await repository.paths('public/*.js');
          const texts = await Promise.all(scripts.map((path) => repository.text(path)));
          const calls = texts.flatMap((text) => [...text.matchAll(/fetch\(\s*(['"`].)/g)]);
          return (
            !/dynamodb|amazonaws|aws-sdk/i.test(texts.join('\n')) &&
            calls.length > 0 &&
            calls.every(([, start]) => start?.endsWith('/'))
          );
        },
      },
    ],
    deployed: [
      {
        where: '/api/health',
        what: 'answers that the API is healthy',
        holds: async (site) => JSON.parse((await site.get('/api/health')).body).status === 'ok',
      },
    ],
  },
  {
    id: '10',
    title: 'Python',
    note: 'The challenge prefers Python, and permits JavaScript. The functions here are in TypeScript, on Node.js.',
    facts: [
      {
        where: template,
        what: 'the functions run Python',
        holds: async (repository) => {
          const functions = await repository.resources('AWS::Serverless::Function');
          return functions.every(({ Properties }) => Properties.Runtime.startsWith('python'));
        },
      },
    ],
  },
  {
    id: '11',
    title: 'Tests',
    facts: [
      {
        where: 'test/count/',
        what: 'tests the counter',
        holds: async (repository) => {
          const files = await repository.paths('test/count/*.test.ts');
          const texts = await Promise.all(files.map((path) => repository.text(path)));
          return texts.some((text) => /\btest\(/.test(text));
        },
      },
      {
        where: 'package.json',
        what: '`npm test` checks and tests',
        holds: async (repository) => {
          const { scripts } = JSON.parse(await repository.text('package.json'));
          return scripts.test === 'npm run check && node scripts/test.ts';
        },
      },
    ],
  },
  {
    id: '12',
    title: 'Infrastructure as code',
    facts: [
      {
        where: template,
        what: 'is a template of AWS SAM with the table, the API and the function',
        holds: async (repository) => {
          const found = await Promise.all(
            ['DynamoDB::Table', 'Serverless::Api', 'Serverless::Function'].map((type) =>
              repository.resources(`AWS::${type}`),
            ),
          );
          const text = await repository.text(template);
          return /^Transform: AWS::Serverless-/m.test(text) && found.every((all) => all.length > 0);
        },
      },
      {
        where: 'scripts/deploy.ts',
        what: 'deploys it with `sam deploy`',
        holds: async (repository) =>
          /'sam', '--', 'deploy'/.test(await repository.text('scripts/deploy.ts')),
      },
    ],
  },
];
