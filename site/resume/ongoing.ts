/** What people write instead of the end of a job that goes on. */
const words = new Set(
  [
    'present, now, current, currently, today, ongoing, to date, till date, till now, until now, to present',
    'heute, jetzt, aktuell, laufend, derzeit, gegenwart, bis heute, nu, heden, nutid, nåværende, nuvarande, pågående',
    'présent, actuel, actuellement, en cours, aujourd’hui, à ce jour, maintenant',
    'presente, actual, actualidad, actualmente, la actualidad, hoy, ahora, en curso, a la fecha',
    'atual, atualmente, o momento, até o momento, hoje, em andamento, agora',
    'oggi, attuale, attualmente, in corso, ad oggi, prezent, în prezent',
    'obecnie, teraz, nadal, současnost, dosud, súčasnosť, jelenleg, jelen, nykyinen, nyt',
    'настоящее время, по настоящее время, н.в., сейчас, наст. время, теперішній час, дотепер, зараз',
    'σήμερα, παρόν, günümüz, devam ediyor, halen, şimdi, sekarang, saat ini, kini, hiện tại, hiện nay, nay',
    '现在, 至今, 目前, 今, 現在, 至今為止, 在職, 在职, 현재, 재직중, 재직 중, ปัจจุบัน, वर्तमान, अब तक, अभी',
    'الآن, حتى الآن, حاليا, حاليًا, الحاضر, اکنون, تاکنون, در حال حاضر, היום, כיום, הווה',
  ].flatMap((line) => line.split(', ').map(plain)),
);

/** Whether a value is a word such as "Present". */
export function isOngoing(value: unknown): boolean {
  return typeof value === 'string' && words.has(plain(value));
}

/** Only the letters, without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/\P{L}/gu, '');
}
