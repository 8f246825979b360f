import { LitElement, type PropertyDeclarations } from 'lit';

/** Why a form may not be submitted. */
export interface Invalidity {
  flags: ValidityStateFlags;
  text: string;
}

/** What every form control has, on `ElementInternals`: the parts that HTML prescribes, and nothing of files. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;
  static override readonly properties: PropertyDeclarations = {
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean },
    formDisabled: { state: true },
    customMessage: { state: true },
  };

  /** Name of the form value. */
  name = '';
  /** A form needs a value. */
  required = false;
  /** Takes nothing, and takes no part in a form. */
  disabled = false;
  private formDisabled = false;
  private customMessage = '';

  protected readonly internals = this.attachInternals();

  /** The form that the element belongs to. To set it is to set the attribute: React takes what is a property for one. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  set form(id: string | null | undefined) {
    if (id == null) this.removeAttribute('form');
    else this.setAttribute('form', id);
  }

  /** The `<label>` elements that name it. */
  get labels(): NodeListOf<HTMLLabelElement> {
    return this.internals.labels as NodeListOf<HTMLLabelElement>;
  }

  /** What is wrong with it, as on HTML's own controls. */
  get validity(): ValidityState {
    return this.#current.validity;
  }

  /** The same in words. */
  get validationMessage(): string {
    return this.#current.validationMessage;
  }

  /** Whether it takes part in its form's validation. */
  get willValidate(): boolean {
    return this.#current.willValidate;
  }

  /** Whether the form may be submitted as far as this control is concerned. */
  checkValidity(): boolean {
    return this.#current.checkValidity();
  }

  /** The same, and shows the user what is wrong. */
  reportValidity(): boolean {
    return this.#current.reportValidity();
  }

  /** Makes it invalid for a reason of the host's own; an empty text takes that back. */
  setCustomValidity(message: string): void {
    this.customMessage = message;
    this.applyValidity();
  }

  /** Holds for its form before it is drawn. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.applyValidity();
  }

  /** Reflected before it is drawn: what the browser answers to that, while Lit reflects, would be forgotten. */
  protected override willUpdate(): void {
    this.toggleAttribute('disabled', Boolean(this.disabled));
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

  /** Why it is invalid, apart from what the host says. */
  protected abstract get invalidity(): Invalidity | undefined;

  /** What the browser points at when it says so. */
  protected abstract get validityAnchor(): HTMLElement | undefined;

  protected applyValidity(): void {
    const { customMessage } = this;
    const found = customMessage ? { flags: { customError: true }, text: customMessage } : this.invalidity;
    this.internals.setValidity(found?.flags ?? {}, found?.text, this.validityAnchor);
    this.toggleState('invalid', found !== undefined);
  }

  /** `:state(…)` for style sheets. */
  protected toggleState(name: string, on: boolean): void {
    try {
      this.internals.states[on ? 'add' : 'delete'](name);
    } catch {
      // Older browsers have no custom states, or only such with two dashes.
    }
  }

  /** HTML's own controls are never behind what was done to them. */
  protected catchUp(): void {
    if (this.isConnected) this.performUpdate();
  }

  get #current(): ElementInternals {
    this.catchUp();
    this.applyValidity();
    return this.internals;
  }
}
