import { testModel } from '../support/visitor-model.ts';

testModel({ undisturbed: 40, lossy: 20 });
