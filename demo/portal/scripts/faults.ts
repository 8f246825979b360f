import { byId } from './dom.js';
import { addFault, clearFaults } from './sandbox.js';

/** Which fields a kind of fault needs besides `on` and `times`. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  status: ['status'],
  delay: ['ms'],
  throttle: ['ms'],
};
const OPTIONAL = ['status', 'ms'];

/** Lets the form on the page make the sandbox's next calls fail. */
export function connectFaults(): void {
  const form = byId<HTMLFormElement>('faults');
  const status = byId('faults-status');
  const kind = byId<HTMLSelectElement>('fault-kind');

  const showNeeded = () => {
    for (const name of OPTIONAL) {
      const control = byId<HTMLInputElement>(`fault-${name}`);
      const needed = NEEDS[kind.value]?.includes(name) ?? false;
      control.disabled = !needed;
      const field = control.closest<HTMLElement>('.field');
      if (field) field.hidden = !needed;
    }
  };
  kind.addEventListener('change', showNeeded);
  showNeeded();

  form.addEventListener('submit', async event => {
    event.preventDefault();
    // Disabled fields are not in the form's data; what is left but the words is a number.
    const entries = [...new FormData(form)].map(([name, value]) => [
      name,
      name === 'on' || name === 'kind' ? value : Number(value),
    ]);
    status.textContent = await addFault(Object.fromEntries(entries)).then(
      () => 'It will happen with the next calls.',
      () => 'The sandbox did not accept that.',
    );
  });
  byId('faults-clear').addEventListener('click', async () => {
    status.textContent = await clearFaults().then(
      () => 'All calls succeed again.',
      () => 'The sandbox does not answer.',
    );
  });
}
