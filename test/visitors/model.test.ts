import { testModel } from '../support/visitor-model.ts';

// npm run test:faults runs many more stories.
testModel({ undisturbed: 5, lossy: 3 });
