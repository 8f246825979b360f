/**
 * Has the browser ask a user who leaves the page in the middle of work. It listens only then: not every browser keeps a
 * page that does for those who come back.
 */
export class LeaveWarning {
  readonly #ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    // Chrome before 119.
    event.returnValue = true;
  };

  watch(isBusy: boolean): void {
    (isBusy ? addEventListener : removeEventListener)('beforeunload', this.#ask);
  }
}
