import { testRulePage } from '../../testing/rule-page.ts';
import rule from './rule.ts';

testRulePage(rule, import.meta);
