type Control = HTMLInputElement | HTMLSelectElement;

const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (element): element is Control => element instanceof HTMLInputElement || element instanceof HTMLSelectElement,
  );

const isCheckbox = (control: Control): control is HTMLInputElement => control.type === 'checkbox';

/** Puts the page's query into the form: `?model=Media&multiple`. What the query does not name stays as it is. */
export function readQuery(form: HTMLFormElement, query: URLSearchParams): void {
  for (const control of controlsOf(form)) {
    const value = query.get(control.name);
    if (value === null) continue;
    if (isCheckbox(control)) control.checked = value !== 'false';
    else control.value = value;
    // A value that is not among the choices shows how the element deals with one.
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0)
      control.add(new Option(value, value, true, true));
  }
}

/** The value of a control's attribute; undefined where it is to be absent. Each select's first choice is the default. */
function attributeOf(control: Control): string | undefined {
  if (isCheckbox(control)) return control.checked ? '' : undefined;
  if (control instanceof HTMLSelectElement && control.selectedIndex === 0) return undefined;
  return control.value || undefined;
}

/** Gives an element the attributes that the form describes, and takes away those that it leaves out. */
export function applyAttributes(form: HTMLFormElement, element: HTMLElement): void {
  for (const control of controlsOf(form)) {
    const value = attributeOf(control);
    if (value === undefined) element.removeAttribute(control.name);
    else if (element.getAttribute(control.name) !== value) element.setAttribute(control.name, value);
  }
}

/** The query that leads back to the form as it is: what differs from the page's own values. */
export function queryOf(form: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams();
  for (const control of controlsOf(form)) {
    const value = attributeOf(control);
    const original = control.getAttribute('value') ?? undefined;
    if (value !== original) query.set(control.name, value ?? '');
  }
  return query;
}

const quoted = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** HTML to copy. */
export function snippetOf(form: HTMLFormElement): string {
  const lines = controlsOf(form).flatMap(control => {
    const value = attributeOf(control);
    if (value === undefined) return [];
    return value === '' ? `  ${control.name}` : `  ${control.name}="${quoted(value)}"`;
  });
  return ['<redox-file-sender', ...lines, '></redox-file-sender>'].join('\n');
}
