// Italian.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "altri nomi|nomi aggiuntivi|nome di battesimo|secondo nome|nome proprio|primo nome|nome utente esteso|nomi|"
        "nome intermedio|nome di mezzo|nome usuale|nome abituale|nome con cui è chiamato"),
    last(
        "cognome|cognome da nubile|cognome di nascita|cognome acquisito|cognome da celibe|cognome da ragazza|"
        "cognome coniuge|nome di famiglia|secondo cognome|nome da coniugato a|nome da coniugato|nome da coniugata|"
        "cognome da coniugato|cognome da coniugata|cognomi"),
    full(
        "nome formattato|nome e cognome|cognome e nome|nome completo|nominativo|nome cliente|nome del cliente|"
        "persona di contatto|referente|soprannome|intestatario|intestatario conto|titolare della carta|"
        "titolare del conto|ragione sociale o nome|cognome nome|nome cognome|nominativo cliente|nome del paziente|"
        "nome paziente|nome dipendente|nome del dipendente|nome alunno|nome dell alunno|nome studente|nome socio|"
        "nome del socio|nome titolare|nome del titolare|nome del padre|nome della madre|nome padre|nome madre|"
        "coniuge|nome coniuge|nome del coniuge|convivente|tutore legale|rappresentante legale|legale rappresentante|"
        "contatto di emergenza|persona da contattare|persona di riferimento|nome referente|nome del referente|"
        "nome medico|medico curante|nome del medico|medico di base|nome autista|nome conducente|nome docente|"
        "nome destinatario|nome del destinatario|nome mittente|intestatario carta|intestatario della carta|"
        "titolare carta|nome sulla carta|nome visualizzato|nome da visualizzare|nomignolo|pseudonimo|iniziali|"
        "firmatario|alla cortese attenzione|nome beneficiario|nome richiedente|richiedente|nome ospite|"
        "nome di fatturazione|denominazione persona|nome utente completo|nome contatto|nome del contatto|"
        "il tuo nome|nome mostrato|tuo nome completo|il tuo nome completo|sposo|sposa|vero nome|nome reale|"
        "nome schermo|nome di visualizzazione|nome del proprietario|proprietario del conto|intestatario del conto|"
        "contatto spedizione|nome spedizione|ricevuto da|nome dell assistente|nome assistente|nome del responsabile|"
        "nome del familiare|nome del venditore|beneficiario nome|patronimico|nome preferito|titolo nobiliare|"
        "persona da contattare in emergenza|contatto in caso di emergenza|nome del tutore|nome della persona|"
        "suffisso del nome|prefisso del nome|suffisso nome|nome vero"),
    title("titolo accademico|titolo onorifico|titolo di cortesia|titolo personale"),
    email(
        "posta elettronica|indirizzo e mail|indirizzo email|indirizzo di posta elettronica|casella di posta|"
        "email pec|indirizzo mail|indirizzo pec|e mail personale|email personale|mail personale|email di contatto|"
        "indirizzo elettronico|e mail aziendale|recapito email|posta certificata|indirizzo per le risposte|"
        "indirizzo di risposta"),
    phone(
        "telefono|numero di telefono|numero telefonico|cellulare|numero di cellulare|numero cellulare|"
        "telefono cellulare|telefono fisso|telefono casa|telefono abitazione|telefono ufficio|recapito|"
        "recapito telefonico|tel casa|telefono mobile|telefono di casa|telefono di lavoro|telefono lavoro|"
        "telefono personale|telefono privato|num cellulare|n telefono|n di telefono|n cellulare|recapiti telefonici|"
        "cellulare personale|cellulare aziendale|tel abitazione|tel ufficio|tel lavoro|tel cellulare|tel fisso|"
        "tel cell|telefono auto|cercapersone|telefono 1|telefono 2|telefono principale|altro telefono|"
        "telefono di emergenza|numero di emergenza contatto|utenza telefonica|interno telefonico|telefonino|"
        "teledrin|radiotelefono|telefono di richiamata|numero di richiamata|telefono azienda|telefono aziendale|"
        "telefono dell assistente|telex|numero isdn|telefono alternativo|telefono diretto|numero verde personale|"
        "numero cercapersone|numero di cercapersone|richiamata|telefoni|telefono in caso di emergenza"),
    fax("numero fax|numero di fax|fax casa|fax ufficio|fax di casa|fax abitazione|fax lavoro|fax privato"),
    contact_details(
        "recapiti|dati di contatto|informazioni di contatto|contatti telefonici|dettagli contatto|"
        "dettagli del contatto"),
    website(
        "sito web|sito internet|pagina web|sito personale|pagina personale|indirizzo web|url sito web|"
        "indirizzo blog|indirizzo del blog|url del blog"),
    organisation_of("nome azienda|ragione sociale|denominazione sociale"),
    address(
        "indirizzo|indirizzo di residenza|residenza|indirizzo di casa|indirizzo di spedizione|"
        "indirizzo di fatturazione|indirizzo postale|domicilio|recapito postale|indirizzo abitazione|"
        "indirizzo residenza|indirizzo domicilio|indirizzo di domicilio|indirizzo fatturazione|indirizzo di consegna|"
        "indirizzo consegna|indirizzo privato|indirizzo personale|indirizzo attuale|indirizzo di lavoro|"
        "indirizzo ufficio|domicilio fiscale|luogo di residenza|abitazione indirizzo|dimora|indirizzo cliente|indir"),
    street(
        "via e numero civico|indirizzo via|numero civico|casella postale|via piazza|nome della via|nome via|civico|"
        "via e numero|n civico|num civico|numero di casa|interno scala|scala interno|indirizzo riga 1|"
        "indirizzo riga 2|indirizzo 1|indirizzo 2|toponimo stradale|via residenza|via domicilio|via indirizzo|"
        "località frazione|nome edificio|nome dell edificio|via numero interno|riga indirizzo 1|riga indirizzo 2|"
        "numero della via"),
    city(
        "città|comune|comune di residenza|località|città di residenza|frazione|comune residenza|comune di domicilio|"
        "comune domicilio|città residenza|paese di residenza comune|città di nascita e residenza|città dell ufficio|"
        "città in cui lavora"),
    postcode(
        "codice di avviamento postale|codice postale|cap residenza|codice avviamento postale|cap domicilio|"
        "cap spedizione|cod postale|c a p|cap abitazione|cap ufficio|altro cap|cap di residenza|cap di domicilio|"
        "cap lavoro|cap di lavoro|cap casa|cap di casa"),
    state(
        "provincia|provincia di residenza|sigla provincia|provincia residenza|prov residenza|stato provincia|"
        "regione di residenza|provincia domicilio|provincia o stato|stato o provincia|stato indirizzo|"
        "regione provincia|contea|stato contea|stato in cui lavora|provincia stato"),
    country(
        "paese|nazione|stato di residenza|paese di residenza|nazione di residenza|codice paese|codice nazione|"
        "nazione residenza|stato estero di residenza|paese di origine|paese regione|stato paese|nazione regione"),
    birth(
        "data di nascita|data nascita|compleanno|anno di nascita|nato il|nata il|giorno di nascita|dt nascita|"
        "anno nascita|mese di nascita|nato a il|datanascita|d nascita"),
    origin(
        "luogo di nascita|luogo nascita|comune di nascita|paese di nascita|provincia di nascita|cittadinanza|"
        "nazionalità|titolo di studio|numero di figli|data di morte|data decesso|comune nascita|città di nascita|"
        "provincia nascita|stato di nascita|nazione di nascita|livello di istruzione|grado di istruzione|"
        "numero figli|n figli|nucleo familiare|componenti nucleo familiare|familiari a carico|data di decesso|"
        "luogonascita|data morte|data del decesso|anniversario|anniversario di matrimonio|luogo del decesso|"
        "luogo di morte|anno del decesso|mese del decesso|età al decesso|data del battesimo|luogo del battesimo|"
        "data matrimonio|data del matrimonio|luogo del matrimonio|titolo di studio conseguito"),
    age("età|fascia di età|fascia d età|classe di età|età anagrafica"),
    gender("sesso|genere persona|identità di genere|appellativo|formula saluto|formula di saluto"),
    marital("stato civile|regime patrimoniale|data di matrimonio|situazione familiare|stato coniugale"),
    children(
        "nome del figlio|nome figlio|nomi dei figli|data di nascita del figlio|figli a carico|figli minori|"
        "nome bambino|nome del bambino"),
    language("lingua madre|madrelingua|lingua preferita|lingua di comunicazione|lingue conosciute"),
    job(
        "professione|qualifica|mansione|ruolo lavorativo|occupazione|titolo professionale|posizione lavorativa|"
        "qualifica professionale|ruolo aziendale|incarico lavorativo|mestiere|posizione professionale|inquadramento|"
        "condizione professionale|titolo lavoro|titolo di lavoro|titolo lavorativo|ruolo in azienda|"
        "posizione in azienda|titolo posizione|titolo professione|lavoro svolto"),
    workplace(
        "datore di lavoro|luogo di lavoro|data di assunzione|data assunzione|reparto|dipartimento|posto di lavoro|"
        "sede di lavoro|reparto di lavoro|data cessazione rapporto|data di cessazione|azienda di appartenenza|"
        "ufficio di appartenenza|data licenziamento|tipo di contratto dipendente|data assunz|campo di lavoro|"
        "settore di lavoro|unità organizzativa|unità operativa"),
    login(
        "nome utente|utente login|identificativo utente|nome di accesso|utenza di accesso|nome login|"
        "nome identificativo|nome di login|indirizzo sip|indirizzo jabber|nome a schermo|le tue credenziali|"
        "credenziali|indirizzo im|messaggistica istantanea|indirizzo di messaggistica istantanea|nome utenza"),
    password(
        "parola d ordine|parola chiave accesso|nuova password|password utente|password attuale|chiave di accesso|"
        "parola di accesso|parola d accesso|frase segreta|frase chiave|passphrase|password smtp utente"),
    secret(
        "domanda segreta|risposta segreta|domanda di sicurezza|risposta di sicurezza|codice pin|codice di accesso|"
        "codice segreto"),
    bank(
        "conto corrente|conto bancario|numero di conto|numero conto corrente|coordinate bancarie|codice iban|"
        "numero di conto corrente|iban cliente|c c bancario|numero di conto bancario|cc bancario|coordinate iban"),
    card(
        "carta di credito|numero carta di credito|numero di carta|numero della carta|carta di pagamento|"
        "scadenza carta|numero di carta di credito|carta di debito|carta bancomat|bancomat|"
        "data di scadenza della carta|scadenza carta di credito"),
    income(
        "stipendio|reddito|reddito annuo|retribuzione|salario|stipendio lordo|stipendio netto|reddito mensile|"
        "reddito complessivo|reddito familiare|isee|pensione|paga oraria|busta paga|trattamento economico|"
        "deduzioni|compenso"),
    national(
        "codice fiscale|numero codice fiscale|carta d identità|carta di identità|numero carta identità|"
        "numero carta d identità|documento di identità|partita iva personale|codfisc|cod fisc|"
        "codice fiscale del cliente|numero carta di identità|numero documento di identità|documento d identità|"
        "documento di riconoscimento|numero documento identità|numero del documento di identità|estremi documento|"
        "numero di identificazione personale|matricola inps|posizione inps|codice inps persona|"
        "numero di previdenza sociale|numero previdenza sociale|previdenza sociale"),
    passport("passaporto|numero passaporto|numero di passaporto"),
    driving("patente di guida|numero patente|patente|numero di patente|categoria patente|numero patente di guida"),
    permit("permesso di soggiorno|numero permesso di soggiorno|carta di soggiorno|permesso di lavoro|numero visto"),
    plate("targa veicolo|targa auto|numero di targa|targa del veicolo|numero telaio"),
    health(
        "diagnosi|malattia|malattie|allergia|allergie|farmaci|medicinali|gruppo sanguigno|disabilità|invalidità|"
        "stato di salute|anamnesi|patologie|terapia farmacologica|certificato medico|patologia|farmaco assunto|"
        "terapia|terapie|fattore rh|grado di invalidità|percentuale di invalidità|vaccinazioni|vaccinazione|"
        "gravidanza|anamnesi patologica|intolleranze|intolleranze alimentari|cartella clinica note|referto|referti|"
        "malattia dipendente|giorni di malattia|sintomi|ricovero|interventi chirurgici|trattamento medico|"
        "dieta speciale|medico competente giudizio|idoneità alla mansione|pulsazioni|pulsazioni a riposo|"
        "pulsazioni riposo|pulsazioni massime|frequenza cardiaca|pressione arteriosa|peso del paziente|fumatore|"
        "restrizioni alimentari|causa decesso|causa del decesso|causa di morte|informazioni cliniche|"
        "informazioni mediche|dati medici|dati clinici"),
    insurance(
        "tessera sanitaria|numero tessera sanitaria|assicurazione sanitaria|numero assicurazione sanitaria|"
        "numero assistito|polizza sanitaria|codice assistito|assicurazione malattia|esenzione ticket|codice esenzione"),
    religion("religione|credo religioso|fede religiosa|confessione religiosa|convinzioni religiose"),
    political("opinioni politiche|partito politico|appartenenza politica|iscrizione a partito"),
    orientation("vita sessuale"),
    ethnicity("etnia|origine etnica|razza|gruppo etnico|origine razziale|casta|origine nazionale"),
    union_member(
        "sindacato|iscrizione sindacale|adesione sindacale|tessera sindacale|iscrizione al sindacato|"
        "appartenenza sindacale"),
    crime("casellario giudiziale|precedenti penali|fedina penale|reati|carichi pendenti|condanne|condanne penali"),
    image(
        "fotografia|foto profilo|fototessera|immagine profilo|foto|foto del profilo|foto tessera|"
        "immagine del profilo|foto dipendente|ritratto|foto del contatto|foto contatto|immagine del contatto|"
        "fotografie"),
    fingerprint("impronte digitali"),
    hobbies(
        "interessi personali|passatempi|interessi consorte|interessi del coniuge|informazioni biografiche|"
        "informazione biografiche|biografia"),
    notes(
        "annotazioni|note personali|commento|commenti|osservazioni|nota|note|note interne|note cliente|"
        "testo del messaggio|appunti|testo messaggio|altre informazioni"),
    message("messaggio"),
    seen("ultimo accesso|data ultimo accesso|ultima visita|ultima connessione|ultima entrata|ultimo collegamento"),
    key_of(
        "codice cliente|numero cliente|id cliente|numero tessera|codice dipendente|matricola dipendente|matricola|"
        "numero paziente|codice paziente|numero socio|codice utente|id utente|id dipendente|id persona|id socio|"
        "cod cliente|codcliente|numero matricola|matricola studente|numero di tessera|tessera socio|codice socio|"
        "id anagrafica|codice anagrafico|id paziente|numero cartella clinica|codice alunno|numero tessera fedeltà|"
        "tessera fedeltà|carta fedeltà|codice assistito interno|numero dipendente|numero utente|codice impiegato|"
        "numero impiegato|id supervisore|id contatto|codice autore"),
    ip("indirizzo ip"),
    consent(
        "consenso privacy|consenso|consenso marketing|consenso trattamento dati|iscrizione newsletter|"
        "consenso al trattamento|consenso al trattamento dei dati|informativa privacy accettata|"
        "autorizzazione al trattamento|liberatoria"),
    account_name("nome account|nome dell account|nome conto"),
    concept_line("user.demographic.gender", kAmbiguous, "genere"),
    person(
        "cliente|clienti|utente|utenti|dipendente|dipendenti|paziente|pazienti|alunno|alunni|studente|studenti|"
        "socio|soci|iscritto|iscritti|persona|persone|destinatario|mittente|ospite|ospiti|cittadino|docente|"
        "genitore|lavoratore|lavoratori|contatto|contatti|assistito|membri|docenti|insegnante|insegnanti|maestro|"
        "medici|dottore|infermiere|infermieri|visitatore|visitatori|partecipante|partecipanti|candidati|"
        "richiedenti|inquilini|conduttore|locatario|proprietari|autista|autisti|conducente|conducenti|passeggero|"
        "passeggeri|viaggiatore|autore|autori|abbonato|abbonati|donatore|donatori|volontario|volontari|giocatore|"
        "giocatori|atleta|atleti|allenatore|allenatori|arbitro|cittadini|contribuente|contribuenti|elettore|"
        "elettori|genitori|figlio|bambino|bambini|minore|assicurato|assicurati|contraente|beneficiari|debitore|"
        "debitori|creditore|garante|azionista|avvocato|notaio|testimone|consulente|consulenti|venditore|venditori|"
        "commesso|operaio|operai|impiegato|impiegati|collaboratore|collaboratori|tirocinante|apprendista|"
        "ricercatore|relatore|giornalista|condomino|condomini|residente|residenti|assistiti|lettore|lettori|"
        "tesserato|tesserati|acquirente|acquirenti|anagrafiche|soggetto|soggetti|familiare|familiari|assistente|"
        "superiore"),
    organisation("azienda|aziende|fornitore|fornitori|società|scuola|ente|ditta"),
    event(
        "prenotazione|prenotazioni|fattura|fatture|ordine|ordini|appuntamento|appuntamenti|pagamento|pagamenti|"
        "visita|visite|prestito|prestiti|contratto|contratti|acquisto|acquisti|vendita|vendite|iscrizione|iscrizioni|"
        "ricovero ospedaliero|sinistro|sinistri|reclamo|reclami|abbonamento|abbonamenti|noleggio|noleggi|consulenza"),
    thing(
        "prodotto|prodotti|articolo|articoli|progetto|pagina|categoria|categorie|immagine|attività|gruppo|magazzino|"
        "corso|corsi|modulo|argomento|segnalazione|aula|sottoprogetto|campagna|campagne|colonna|colonne|oggetti|"
        "oggetto nome|libro|libri|calendario|conto contabile|pianta|piante"),
    not_it(
        "verificato|verificata|confermato|confermata|numero di prodotti|quantità|modello|tipo|tipologia|formato|"
        "stato|impostazione|impostazioni|notifica|notifiche|nascondi|mostra|cambia|cambiata|modificata|deve|"
        "programma|attributo|predefinito|predefinita|visibile|obbligatorio|lunghezza|scadenza|inviata|inviato|"
        "abilitato|abilitata|valido|valida|modalità|filtro|complessità|cambiamento|modifica|robustezza|reimposta|"
        "promemoria|nome del gruppo|nome gruppo|nome del file|lunghezza minima|ultima modifica|ultimo cambiamento|"
        "tipo mime|parola chiave|massimo|massima|minimo|minima|numero massimo|inserire|inserisci|immettere|immetti|"
        "salva|salvare|ricorda|ricordare|dimenticata|dimenticato|persa|errata|errato|non valido|non corretta|"
        "non corretto|scaduta|scaduto|è scaduta|invia|inviare|ricevi|ricezione|aggiungi|aggiungere|elimina|"
        "eliminare|rimuovi|rimuovere|modificare|cambiare|seleziona|selezionare|scegli|cerca|cercare|utilizza|"
        "utilizzare|in uso|importa|importare|esporta|esportare|stampa|stampare|sposta|controlla|controllare|"
        "verifica|verificare|fallito|fallita|errore|non|inesistente|coincidono|supporto|duplicati|duplicato|"
        "duplicate|cartella|cartelle|intestazione|intestazioni|colore|carattere|server di posta|separatore|"
        "resoconto|rapporto|crea|creare|attiva|disattiva|abilita|consenti|firma cifra|ripristina|ordina|ordinamento|"
        "opzioni|inoltra|avvisa|avviso|archivio|collegamenti|richiesta|richiesto|mai|sempre|limite|sostituisci|"
        "sostituire|mantieni|mantenere|posizione del|tasso|account di posta|account e mail|account email|visualizza|"
        "visualizzare|chiedi|numero di telefoni|numero di indirizzi|conteggio|memoria|canale|metodo|collezionati|"
        "raccolti|corretta|corretto|numero porta|ordina per|notificare|verifica in corso|imposta|cattura|"
        "visita sito|giorni al|elenco|sbagliata|nessun|nessuna|nome nota|dimensione|reinserisci|browser internet|"
        "mancante|mancanti|includere|includi|fusione|numero di note|numero di cognomi|univoci|univoco|"
        "titolo del sito|stesso|stessi|genera|applica|nomi colonna|nomi colonne|conferma|nome driver|"
        "messaggio di posta|per connessioni|nome località|memorizza|posizione della formula|elementi della|"
        "anteprima|iniziali maiuscole|con password|firma documento|senza nome|imposte sul reddito|numero nota spesa|"
        "memo registrato|nome casella|casella di posta locale|protezione password|protezione con password|"
        "cognomi principali|numero di dipendenti|numero di clienti|numero di utenti|numero di soci|"
        "numero di pazienti|rimosso|nome del messaggio|disabilitata|disabilitato|invio di|bloccate|bloccata|"
        "nascosto|nascosta|autenticazione|salta|reimpostazione|politiche|tutti i commenti|approva|visualizzazione|"
        "moderazione|protetto|articoli via|ottieni|azzeramento|azzera|commenti recenti|nome completo del conto|"
        "rispondi al commento"),
    which(
        "privata|personale|casa|abitazione|lavoro|ufficio|altro|altra|altri|altre|nuovo|nuova|vecchio|vecchia|"
        "attuale|principale|secondario|secondaria|temporaneo|temporanea|mio|mia|tuo|tua|suo|professionale|privato|"
        "alternativo|alternativa|aziendale|di casa|completo|completa"),
    alone("user.job_title", "impiego"),
    in_person_table("user.name", "prefisso|suffisso|titolo"),
    in_person_table("user.contact.phone_number", "interno"),
    in_person_table("user.demographic.gender", "saluto"),
    alone("user.demographic", "istruzione"),
    concept_line("user.location", 2.4, "posizione geografica|ubicazione geografica|latitudine e longitudine"),
    street("piano e interno|piano interno|scala e interno|numero interno abitazione"),
    title("titolo prima del nome"),
    card("carta valida fino al|carta valida fino|scadenza della carta"),
    body("statura|peso corporeo|altezza in cm|altezza cm"),
    seen("ultima attività|ultimo accesso utente"),
    political("appartenenza a un partito|iscrizione a un partito|tessera di partito"),
    not_it("la password scade|scade tra|numero rea"),
    last("cognome alla nascita"),
    postcode("cap e località|cap e città"),
    first("nome fonetico"),
    last("cognome fonetico"),
    seen("data dell ultimo accesso|ultimo login"),
    phone("linea diretta|numero diretto"),
    alone("user.name", "marito|moglie|coniuge|compagno|compagna"),
    person("responsabile"),
    email("rispondi a"),
};
// clang-format on

}  // namespace

std::span<const Line> italian() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
