export { dayListContext } from './day-list-context.ts';
export { sessionContext } from './session-context.ts';
export { StoreController, StoreFollower, shallowEqual } from './store-controller.ts';
