import type { LanguageKnowledge } from './contract.ts';
import { plNumbers } from './pl-numbers.ts';

export const pl: LanguageKnowledge = {
  code: 'pl',
  thousands: '.',
  numbers: plNumbers,
  units: {
    piece: 'szt | sztuk | sztuka | sztuki | sztukę | egz | jednostek',
    pair: 'para | pary | par | parę',
    box: 'karton | kartony | kartonów | opakowanie | opakowania | opakowań | op | paczka | paczki | paczek | pudełko | pudełka | pudełek',
    set: 'zestaw | zestawy | zestawów | komplet | komplety | kompletów | kpl | kpl.',
    metre: 'metr | metry | metrów | mb | m',
  },
  sizeWords: 'rozmiar | rozmiarze | rozmiaru | rozmiary | rozm | rozm. | roz | rama | wielkość',
  sizes: { mały: 'S', średni: 'M', duży: 'L' },
  measures:
    'cm | mm | m | km | cali | cale | oz | g | kg | ml | l | litr | litry | litrów | dzień | dni | tydzień | tygodnie | tygodni | miesiąc | miesiące | miesięcy | rok | lata | lat | godzin | godziny | zł | pln | euro | eur | procent | osób | osoby',
  each: 'każdy | każdego | każdej | po | w każdym',
  stop: 'i | oraz | lub | albo | w | we | na | do | od | z | ze | za | po | dla | o | u | przy | przez | pod | nad | że | się | to | ten | ta | te | tych | jest | są | być | mam | mamy | proszę | prosimy | prosze | uprzejmie | chciałbym | chciałabym | chcielibyśmy | potrzebuję | potrzebujemy | zamówić | zamawiam | zamawiamy | zamówienie | zamówienia | ofertę | oferty | oferta | wycenę | wyceny | wycena | cena | cenę | ceny | cen | dostępność | dziękuję | dziękujemy | następujące | następujących | produkty | artykuły | sztuk | szt | sztuki | rozmiar | rozmiarze | kolor | kolorze | model | ilość | razem | także | również | też | ponadto | jeszcze | dodatkowo | nas | nam | nasz | nasze | naszej | państwa | państwo | pan | pani | czy | ile | kosztuje | kosztują | mają | macie | nie | jak | jako | około | ok | inne | więcej | garść',
  and: 'i | oraz | a także | plus',
  but: 'ale',
  range: 'do',
  also: 'także | również | oprócz tego | do tego | ponadto',
  perColor: 'w każdym kolorze | każdego koloru | na kolor | po * każdego koloru',
  perSize: 'w każdym rozmiarze | każdego rozmiaru | na rozmiar',
  unwanted: {
    none: 'żaden | żadnych | żadne | nie',
    have: 'jeszcze mamy | mamy jeszcze | już mamy | mamy już | mamy dość | mamy wystarczająco | nie potrzebujemy | nie trzeba | nie są potrzebne | niepotrzebne | tym razem nie | tym razem bez | kupiliśmy | już kupiliśmy | zostało nam | zostały nam | mamy zapas',
  },
  correction:
    'przepraszam | poprawka | korekta | to znaczy | a właściwie | raczej | miało być | sorki | sorry | nie przepraszam | nie | chwila | chwileczkę | nie chwila | czekaj | proszę czekać | niech będzie | pomyłka | pomyliłem się | pomyliłam się | moja pomyłka | zróbmy',
  purpose: 'dla | do',
  having: 'z | ze',
  endings:
    'ków | kiem | kom | kach | a | ą | ę | e | i | y | o | u | ów | ow | om | ami | ach | em | ie | ka | ki | ek | kę | ke | k | ego | ej | ych | ymi | ym | ich | im | cze | owe | owy | owa | owych | nie | ce | iem | zki | zka | mi',
  greeting:
    'dzień dobry | witam | cześć | szanowni państwo | szanowny panie | szanowna pani | dobry wieczór | witam serdecznie',
  closing:
    'pozdrawiam | pozdrawiamy | z poważaniem | z pozdrowieniami | serdecznie pozdrawiam | pozdrowienia | dziękuję | dziękujemy | z góry dziękuję | z góry dziękujemy | dzięki | miłego dnia | z wyrazami szacunku | łączę wyrazy szacunku | dziękuję i pozdrawiam | pozdr',
  sentFrom: 'wysłane z * | wysłano z * | wysłane z iphone* | pobierz outlook *',
  wrote: 'napisał | napisała | napisał(a) | pisze',
  headers: {
    from: 'od | nadawca',
    sent: 'wysłano | wysłane | data',
    to: 'do',
    cc: 'dw | kopia | cc',
    subject: 'temat',
  },
  original: 'wiadomość oryginalna | oryginalna wiadomość | wiadomość przekazana dalej | przekazana wiadomość',
  forwarded:
    'wiadomość przekazana dalej | przekazana wiadomość | początek przekazywanej wiadomości | forwarded message | treść przekazanej wiadomości',
  kinds: {
    inquiry:
      'oferta | ofertę | oferty | wycena | wycenę | wyceny | zapytanie | zapytanie ofertowe | cena | cenę | ceny | ile kosztuje | ile kosztują | zamówić | zamawiam | zamawiamy | zamówienie | potrzebuję | potrzebujemy | dostępne | dostępność | dostępny | na stanie | w magazynie | proszę o | prosimy o | chciałbym | chcielibyśmy | termin dostawy',
    acceptance:
      'akceptujemy ofertę | przyjmujemy ofertę | zamawiamy zgodnie | akceptuję | akceptujemy | przyjmuję ofertę | przyjmujemy ofertę | zgodnie z państwa ofertą | zgodnie z ofertą | zgodnie z waszą ofertą | potwierdzam zamówienie | potwierdzamy zamówienie | proszę o realizację | prosimy o realizację | do realizacji | zatwierdzam | zatwierdzamy | zgadzamy się | przyjmujemy * ofertę | przyjmuję * ofertę | akceptujemy * ofertę | akceptuję * ofertę | przyjmujemy * oferty',
    condition:
      'jeśli | jeżeli | pod warunkiem | o ile | ale | tylko jeśli | z wyjątkiem | chyba że | tylko | oprócz | poza pozycją | jeśli tak | jeżeli tak | jeśli nie | jeżeli nie | w takim razie | w takim przypadku',
    rejection:
      'rezygnuję | rezygnujemy | odrzucamy | nie skorzystamy | nie przyjmujemy | inny dostawca | innego dostawcę | za drogo | zbyt drogo | zbyt wysoka | ponad budżet | przekracza nasz budżet | nie jesteśmy zainteresowani | już nie potrzebujemy | niestety nie | zdecydowaliśmy się nie | wybraliśmy innego | wybraliśmy inną | nie zdecydujemy | musimy zrezygnować | nie zdecydowaliśmy | odkładamy | przekładamy na | wycofał się | wycofała się | wycofali się | zamknąć ofertę | zamknijcie ofertę | na inny rok | innym razem | dajemy sobie spokój',
    question:
      'jaki | jaka | jakie | kiedy | ile | jak długo | gdzie | pytanie | pytania | czy cena | czy oferta | czy mogą państwo | czy możecie',
    other:
      'reklamacja | reklamację | skarga | uszkodzony | uszkodzone | wadliwy | wadliwe | pęknięty | pęknięte | zwrot | korekta faktury | nota kredytowa | podanie o pracę | moje cv | stanowisko | faktura w załączniku | wezwanie do zapłaty | przypomnienie o płatności | producent | produkujemy | nasze usługi | współpraca handlowa | darmowe próbki | jesteśmy producentem | jestem producentem | oferta współpracy | propozycja współpracy | nawiązać współpracę | proponujemy | prześlę próbki | prześlemy próbki | nasza oferta obejmuje',
    spam: 'twoja paczka | opłata celna | opłaty celnej | zapłać teraz | w ciągu 24 godzin | kliknij tutaj | wygrałeś | spadek po | pożyczka bez | bitcoin | loteria | konto zablokowane | hasło wygasa | baza e-mail | baza adresów | bazę adresów | lista e-maili | zwiększ sprzedaż',
    newsletter: 'wypisz się | zrezygnuj z subskrypcji | newsletter | zobacz w przeglądarce | otrzymujesz tę wiadomość',
    autoReply:
      'automatyczna odpowiedź | odpowiedź automatyczna | poza biurem | na urlopie | nieobecny | nieobecna | nieobecność',
    anew: 'nowe zapytanie | nowe zamówienie | inne zapytanie | nowa sprawa',
  },
  answers: {
    option:
      'opcja | opcję | opcji | wariant | alternatywa | litera | rozwiązanie | propozycja | numer | punkt | pozycja | wersja',
    none: 'żaden | żadna | żadne | żadnej | pominąć | usunąć | nie jest już potrzebny',
    yes: 'tak | tak proszę | zgadza się | dokładnie | poprawnie',
    not: 'nie | lub | albo | oprócz | bez | chyba że | jeśli',
    attached: 'w załączniku | załącznik* | w załączeniu | załączam',
  },
  change: {
    add: 'dodać | dodaj | proszę dodać | dołożyć | dopisać | dodatkowo | jeszcze | również | uwzględnić | dorzucić | dorzuć | dorzućcie | dokładamy | dodajcie | dodajemy | dopiszcie | dochodzą | dochodzi | doliczyć | potrzebujemy też | potrzebujemy także | do tego | w ich miejsce',
    remove:
      'usunąć | usuń | proszę usunąć | skreślić | wykreślić | anulować | rezygnujemy z | rezygnuję z | bez tych | zrezygnować | wykreślamy | wykreślcie | skreślamy | usuwamy | usuńcie | wyrzucić | wyrzućcie | wyrzucamy | odpadają | odpada | wycofać | wycofujemy | proszę wykreślić | proszę skreślić | nie bierzemy | już nie chcemy | już nie są potrzebne | zrezygnować z | odpuszczamy | odpuśćmy',
    set: 'zmienić | zmień | zamienić | zwiększyć | zmniejszyć | zamiast | tylko | raczej | poprawić | ustawić | ma być | zmieniamy | zmieńcie | wymienić | wymieniamy | zamieniamy | zamieńcie | podnieść | obniżyć | podwyższyć | zredukować | bierzemy | poproszę | wolimy | wolelibyśmy | prosimy zamiast | powinno być | mają być | zwiększamy | zmniejszamy | skorygować | w rozmiarze * nie | w kolorze * nie | niech będzie | weźmiemy | wezmę | będzie jednak | tylko jednak',
    more: 'więcej | dodatkowo | dodatkowych | dodatkowe',
    double: 'podwoić | podwójcie | dwa razy tyle',
    fewer: 'mniej',
    by: 'o',
    raise: 'zwiększ* | podnie* | podwyższ*',
    lower: 'zmniejsz* | obniż* | zreduk* | ogranicz*',
    position: 'poz | pozycja | pozycji | pozycję | pozycje | punkt',
    of: 'z | ze | spośród',
    instead: 'zamiast | zamiast | a nie | nie | w miejsce | niż',
    from: 'z',
    to: 'na | do',
    unchanged:
      'bez zmian | pozostaje* | zostaje* | tak jak jest | są w porządku | jest w porządku | zostają | zostaje | pozostają | jak było | nie zmieniamy',
    sameQuantity:
      'ta sama ilość | tyle samo | w tej samej ilości | liczba ta sama | ta sama liczba | ilość ta sama | ilość bez zmian | liczba bez zmian | tyle samo sztuk | w tej samej liczbie',
  },
  tiers: {
    asks: 'cen* | wycen* | ofert* | koszt* | kosztuj* | cennik*',
    or: 'lub | albo | oraz | za | przy | dla | po',
  },
  again: {
    last: 'to samo co ostatnio | tak jak ostatnio | jak ostatnio | to samo co poprzednio | tak jak poprzednio | to samo co ostatnim razem | jak ostatnim razem | jak poprzednim razem | powtórzyć ostatnie zamówienie | powtórzyć nasze ostatnie zamówienie | powtórzenie ostatniego zamówienia | powtórzenie naszego ostatniego zamówienia | jak w ostatnim zamówieniu | jak nasze ostatnie zamówienie | takie samo zamówienie jak ostatnio | jak w ostatniej ofercie',
    as: 'jak zamówienie | jak w zamówieniu | jak przy zamówieniu | to samo co w zamówieniu | jak oferta | jak w ofercie',
    quote: 'ofer*',
    aside: 'adres | cen* | warunk* | rabat | płatnoś*',
  },
  dates: {
    months: [
      'stycznia | styczeń | sty',
      'lutego | luty | lut',
      'marca | marzec | mar',
      'kwietnia | kwiecień | kwi',
      'maja | maj',
      'czerwca | czerwiec | cze',
      'lipca | lipiec | lip',
      'sierpnia | sierpień | sie',
      'września | wrzesień | wrz',
      'października | październik | paź',
      'listopada | listopad | lis',
      'grudnia | grudzień | gru',
    ],
    weekdays: [
      'poniedziałek | poniedziałku | pon',
      'wtorek | wtorku',
      'środa | środę | środy',
      'czwartek | czwartku',
      'piątek | piątku',
      'sobota | sobotę | soboty',
      'niedziela | niedzielę | niedzieli',
    ],
    today: 'dzisiaj | dziś',
    tomorrow: 'jutro',
    dayAfterTomorrow: 'pojutrze',
    next: 'przyszły | przyszłym | następny | następną | najbliższy | najbliższą | przyszły | przyszła | przyszłą | przyszłego | przyszłej | kolejnym | kolejny',
    week: 'tydzień | tygodnie | tygodni | tygodnia | tygodniu',
    day: 'dzień | dni',
    month: 'miesiąc | miesiące | miesięcy',
    calendarWeek: 'tydzień | tyg | tygodniu | tygodnia',
    in: 'za | w ciągu',
    endOf: 'koniec | końca | do końca',
    ordinal: '.',
  },
  delivery:
    'termin | dostawa | dostaw* | dostawa | dostarcz* | wysył* | wysłać | otrzymać | potrzebuj* | najpóźniej | do dnia | termin realizacji | zdążą | zdążycie | da się na | dacie radę | dotarły | dotarło | dotrze | gotowe na | być u nas | mieć na',
  answer:
    'oferta | ofertę | oferty | odpowiedź | odpowiedzi | wycena | wycenę | wyceny | cena | ceny | odesłać | odesłanie | potwierdzenie zamówienia | potwierdzenia zamówienia',
  elsewhere: 'ważna | ważny | z dnia | faktura | rozmowa | targi | urlop | od dnia',
  shipTo:
    'adres dostawy | dostawa na adres | dostawa do | dostarczyć do | dostarczyć na | wysyłka do | wysyłka na adres | wysłać na | wysłać do | miejsce dostawy | proszę dostarczyć | dostawa pod adres | dostawę prosimy | miejsce przeznaczenia | adres do wysyłki | adres wysyłki',
  reference:
    'numer zamówienia | nasz numer | nasze zamówienie | zamówienie nr | nr zamówienia | zapytanie nr | nasz numer | nr zamówienia | numer zamówienia | zamówienie nr | zamówienie | nasze zamówienie | nr ref | nasz nr ref | referencja | zapytanie nr | numer zapytania | nr zapytania | nasz znak | znak sprawy | zapotrzebowanie | po | rfq | nasz numer zamówienia | nasz nr zamówienia | nasze zamówienie nr | numer naszego zamówienia | nr naszego zamówienia | zapytanie ofertowe | zapytanie ofertowe nr | oznaczenie | nasze oznaczenie | zamówienie wewnętrzne',
  titles:
    'specjalist* | kierownik | kierowniczka | właściciel | właścicielka | współwłaściciel* | księgow* | zaopatrzeniow* | dyrektor | prezes | mechanik | główn* | kierownik | kierowniczka | zakupy | dział zakupów | specjalista | właściciel | właścicielka | dyrektor | prezes | asystent | asystentka | manager | menedżer | kupiec | handlowiec | mechanik | koordynator | pracownik',
  labels: {
    phone: 'tel | telefon | t',
    mobile: 'kom | komórka | tel. kom | mobile | m',
    fax: 'fax | faks',
    email: 'e-mail | email | mail',
    web: 'www | strona | web',
  },
  columns: {
    line: 'lp | lp. | l.p. | nr | poz | pozycja',
    number: 'indeks | kod | nr kat | nr katalogowy | numer katalogowy | symbol | sku | nr artykułu | kod produktu',
    description: 'model | nazwa | opis | produkt | towar | nazwa towaru | artykuł',
    quantity: 'ilość | szt | szt. | liczba | sztuk | ilość | szt | sztuk | liczba',
    unit: 'jm | j.m. | jednostka',
    size: 'rozmiar | rozm',
    color: 'kolor',
    price: 'cena | cena jedn. | cena jednostkowa | wartość | kwota | cena docelowa',
    total: 'razem | suma | ogółem | łącznie',
  },
  countries: {
    polska: 'PL',
    niemcy: 'DE',
    czechy: 'CZ',
    słowacja: 'SK',
    francja: 'FR',
    włochy: 'IT',
    hiszpania: 'ES',
    holandia: 'NL',
    niderlandy: 'NL',
    'wielka brytania': 'GB',
    dania: 'DK',
    szwecja: 'SE',
    belgia: 'BE',
    austria: 'AT',
    szwajcaria: 'CH',
    usa: 'US',
    litwa: 'LT',
    ukraina: 'UA',
  },
  street: 'ul | ul. | ulica | al | al. | aleja | aleje | plac | pl. | os | os. | osiedle | rondo',
};
