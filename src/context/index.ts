export { dayListContext } from './day-list-context.ts';
export { sessionContext } from './session-context.ts';
export { StoreController, shallowEqual } from './store-controller.ts';
