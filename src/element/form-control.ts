import { LitElement, type PropertyDeclarations } from 'lit';

/** What every form control has, on `ElementInternals`: the parts that HTML prescribes, and nothing of files. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;
  static override readonly properties: PropertyDeclarations = {
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    formDisabled: { state: true },
  };

  /** Name of the form value. */
  name = '';
  /** A form needs a value. */
  required = false;
  /** Takes nothing, and takes no part in a form. */
  disabled = false;
  private formDisabled = false;

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
