import type { Texts } from './texts.ts';

export const de: Texts = {
  language: 'de',
  controller: 'Verantwortlich',
  noContact: 'Diese Website nennt keine Adresse für Nachrichten.',
  parts: ({ counter, logDays, breakdownDays, traces, region }) => [
    {
      title: 'Kurz gesagt',
      paragraphs: [
        'Diese Website setzt bei ihren Besuchern keine Cookies, zeigt keine Werbung und lädt nichts von Websites anderer Unternehmen. Sie zählt ihre Besucher, ohne zu speichern, wer sie sind. Zum Zählen speichert und liest sie nichts in Ihrem Browser.',
      ],
    },
    {
      title: 'Auslieferung der Website',
      paragraphs: [
        'Um Ihnen eine Seite zu senden, verarbeiten die Server Ihre IP-Adresse und das, was Ihr Browser mit jeder Anfrage sendet, etwa seinen Namen und die Seite, die hierher geführt hat. Ohne das könnte Sie keine Seite erreichen.',
        `Ein technisches Protokoll enthält eine Zeile für jede Anfrage, die einen Besuch zählt, einen Text lädt oder eine Zahl liest: welche Funktion aufgerufen wurde, ob sie gelang und wann. Es enthält weder Ihre IP-Adresse noch den Namen Ihres Browsers und wird nach ${days(logDays)} gelöscht. Es dient dazu, Fehler und Angriffe zu finden.`,
        ...(traces
          ? [
              'Ein Diagnosedienst des Hostings, AWS X-Ray, ist eingeschaltet. Er speichert auch IP-Adressen, 30 Tage lang.',
            ]
          : []),
        'Der Server zählt gescheiterte und gelungene Versuche, sich bei der Verwaltung dieser Website anzumelden. Dazu speichert er das Netz, aus dem ein Versuch kam, als Zahl, die mit einem zufälligen Schlüssel gebildet ist, und löscht beides in der Nacht danach.',
      ],
    },
    {
      title: 'Zählung der Besucher',
      paragraphs: [
        'Wird eine Seite angezeigt, meldet ein Skript dieser Website die Seite und die Adresse, die zu ihr geführt hat. Öffnen Sie das PDF oder folgen Sie einem Kontaktlink, meldet es, dass dies geschehen ist. Der Server bildet aus Ihrer IP-Adresse, dem Namen Ihres Browsers und einem zufälligen Schlüssel eine Zahl, vergleicht sie mit den Zahlen desselben Tages (UTC) und zählt Sie so einmal am Tag. Eine zweite Zahl dieser Art zählt jeden Text, den Sie lesen, und jeden Kontaktlink, den Sie nutzen.',
        'Der Schlüssel und diese Zahlen werden nach dem Ende des Tages gelöscht, meist binnen einer Stunde. Bis dahin sind sie pseudonyme Daten. Verzögert ein Fehler das, wird der Schlüssel trotzdem binnen einiger Tage gelöscht, und niemand kann die Zahlen noch einmal berechnen. Was bleibt, sind Summen des Tages: Besucher, die Seiten, die sie zuerst geöffnet haben, die Websites, von denen sie kamen (nur, wenn mindestens zwei Besucher des Tages von einer kamen), ihre Länder, Arten von Geräten, Leser jedes Textes und Nutzungen des PDFs und der Kontaktlinks.',
        breakdownDays > 0
          ? `Die Summen nach Seite, Website, Land, Gerät und Link werden nach etwa ${days(breakdownDays)} entfernt. Die Zahl der Besucher jedes Tages und der Leser jedes Textes bleibt auf Dauer.`
          : 'Diese Summen bleiben auf Dauer.',
        ...(counter === 'views'
          ? [
              'Die Zahl am Ende der Seite zählt jedes Öffnen der Seite, auch durch Besucher, die der Zählung wie unten beschrieben widersprochen haben. Sie ist eine einzige Zahl; über Sie wird dafür nichts gespeichert.',
            ]
          : []),
        ...(counter === 'off'
          ? ['Die Seite zeigt keine Zahl, aber die Besucher werden gezählt.']
          : []),
      ],
    },
    {
      title: 'Was Ihr Browser behält',
      paragraphs: [
        'Wenn Sie die Schaltfläche für die helle oder dunkle Darstellung drücken, merkt sich Ihr Browser die Wahl, und die Seiten dieser Website lesen sie, um sie wieder anzuwenden. Sie wird nie gesendet. Sie können sie mit den Daten dieser Website in Ihrem Browser entfernen.',
      ],
    },
    {
      title: 'Zwecke und Rechtsgrundlage',
      paragraphs: [
        'Die Website wird ausgeliefert, damit dieser Lebenslauf gelesen werden kann. Besucher werden gezählt, um zu erfahren, ob er gelesen wird und auf welchen Wegen man ihn findet. Wo die Datenschutz-Grundverordnung gilt, ist die Grundlage für beides das berechtigte Interesse an einer Website, die funktioniert, und an ihrer Reichweite (Artikel 6 Absatz 1 Buchstabe f).',
      ],
    },
    {
      title: 'Wer die Daten erhält',
      paragraphs: [
        `Die Website läuft auf Servern von Amazon Web Services (AWS), das die Daten im Auftrag der verantwortlichen Person verarbeitet. Zahlen und Protokolle werden ${region ? `in der AWS-Region ${region}` : 'in einer Region von AWS'} gespeichert. Seiten werden von AWS-Servern in Ihrer Nähe gesendet, überall auf der Welt. Daher können Daten außerhalb Ihres Landes verarbeitet werden, auch in den Vereinigten Staaten; der Zusatz zur Datenverarbeitung von AWS enthält dafür die Standardvertragsklauseln der Europäischen Kommission. Niemand sonst erhält Daten über Sie, es sei denn, ein Gesetz verlangt es.`,
      ],
    },
    {
      title: 'Ihre Rechte',
      paragraphs: [
        'Sie können der Zählung jederzeit widersprechen: Schalten Sie in Ihrem Browser Global Privacy Control oder Do Not Track ein. Dann wird über Sie als Besucher nichts berechnet oder gespeichert; höchstens eine Summe solcher Anfragen steigt um eins.',
        'Soweit das Recht Ihres Landes es vorsieht, können Sie Auskunft über Daten zu Ihrer Person verlangen, ihre Berichtigung, Löschung oder Einschränkung, und ihrer Verarbeitung widersprechen. Da nichts Gespeichertes Sie nennt, ist es unter Umständen nicht möglich, Daten zu finden, die Sie betreffen. Sie können sich bei einer Datenschutzaufsichtsbehörde beschweren, etwa an Ihrem Wohnort.',
        'Sie müssen keine Daten angeben, und es wird nichts automatisiert entschieden.',
      ],
    },
  ],
};

function days(count: number): string {
  return count === 1 ? 'einem Tag' : `${count} Tagen`;
}
