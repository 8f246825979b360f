import { LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';

/** What every form control has, on `ElementInternals`: the parts that HTML prescribes, and nothing of files. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;

  /** Name of the form value. */
  @property({ reflect: true }) name = '';
  /** A form needs a value. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** Takes nothing, and takes no part in a form. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  @state() private formDisabled = false;

  protected readonly internals = this.attachInternals();

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  get validity(): ValidityState {
    return this.internals.validity;
  }

  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  abstract reset(): void;

  formResetCallback(): void {
    this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled;
  }

  /** By its own attribute or by a fieldset around it. */
  protected get isDisabled(): boolean {
    return this.disabled || this.formDisabled;
  }
}
