// The eight people of the tests and the demo, as the testkit casts them.

/** Everybody's password in the demo. */
export const PASSWORD = 'ein langer Satz zum Probieren';

/** The demo's cast, by first name. */
export const CAST = {
  anna: { email: 'anna@example.at', name: 'annab', role: 'reader' },
  bruno: { email: 'bruno@example.at', name: 'Bruno C.', role: 'reader' },
  clara: { email: 'clara@example.at', name: 'Clara Dorn', role: 'moderator' },
  deniz: { email: 'deniz@example.at', name: 'Deniz Eren', role: 'moderator' },
  elif: { email: 'elif@example.at', name: 'Elif Feld', role: 'editor' },
  frida: { email: 'frida@example.at', name: 'Frida Gruber', role: 'office' },
  gregor: { email: 'gregor@example.at', name: 'Gregor Haas', role: 'administrator' },
  hana: { email: 'hana@example.at', name: 'hana.ito', role: 'reader' },
};
