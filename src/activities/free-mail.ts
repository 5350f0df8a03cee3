/** Domains whose addresses say nothing of the company: everybody can have one. The large providers of our languages' countries. */
const freeMail = new Set(
  [
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com',
    'mac.com proton.me protonmail.com zoho.com mail.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de',
    'freenet.de posteo.de mailbox.org hotmail.fr live.fr yahoo.fr orange.fr wanadoo.fr free.fr sfr.fr laposte.net',
    'hotmail.es yahoo.es telefonica.net libero.it virgilio.it tiscali.it alice.it tin.it hotmail.it yahoo.it',
    'ziggo.nl kpnmail.nl xs4all.nl planet.nl hetnet.nl telenet.be skynet.be sapo.pt uol.com.br bol.com.br',
    'terra.com.br hotmail.co.uk yahoo.co.uk btinternet.com sky.com live.dk mail.dk telia.com hotmail.se',
    'wp.pl o2.pl onet.pl interia.pl op.pl gazeta.pl bluewin.ch hispeed.ch comcast.net verizon.net att.net',
  ].flatMap((line) => line.split(' ')),
);

/** The domain of a company's own address; null for a provider's. */
export function companyDomain(address: string): string | null {
  const domain = address.split('@')[1]?.toLowerCase() ?? '';
  return domain === '' || freeMail.has(domain) ? null : domain;
}
