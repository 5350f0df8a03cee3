import type { LanguageKnowledge } from './contract.ts';
import { ptNumbers } from './pt-numbers.ts';

export const pt: LanguageKnowledge = {
  code: 'pt',
  thousands: '.',
  numbers: ptNumbers,
  units: {
    piece: 'un | und | unid | unidade | unidades | uni | pç | pçs | peça | peças | pc | pcs | pcas',
    pair: 'par | pares | pr',
    box: 'caixa | caixas | cx | embalagem | embalagens | pacote | pacotes',
    set: 'conjunto | conjuntos | kit | kits | jogo | jogos | set | sets',
    metre: 'metro | metros | m',
  },
  sizeWords: 'tamanho | tamanhos | tam | tam. | medida | quadro | nº',
  sizes: { pequeno: 'S', pequena: 'S', médio: 'M', média: 'M', grande: 'L' },
  measures:
    'cm | mm | m | km | polegadas | oz | g | kg | ml | l | litro | litros | dia | dias | semana | semanas | mês | meses | ano | anos | hora | horas | euros | eur | usd | reais | dólares | por cento | pessoas | h',
  each: 'cada | de cada | cada um | cada uma | por tamanho',
  stop: 'o | a | os | as | um | uma | uns | umas | de | do | da | dos | das | d | em | no | na | nos | nas | para | por | pelo | pela | com | sem | e | ou | que | ao | aos | à | às | me | se | lhe | vos | nosso | nossa | nossos | nossas | vosso | vossa | seu | sua | seus | suas | é | são | está | estão | tem | têm | ter | preciso | precisamos | queria | queríamos | gostaria | gostaríamos | quero | favor | obrigado | obrigada | preço | preços | cotação | orçamento | proposta | encomenda | encomendar | pedido | seguintes | seguinte | itens | item | artigo | artigos | tamanho | cor | modelo | quantidade | total | unidades | mais | também | ainda | outro | outra | outros | outras | como | qual | quais | não | já | podem | pode | abaixo | bem | punhado | mão-cheia',
  and: 'e | bem como | mais',
  but: 'mas',
  range: 'a | até | ao',
  also: 'também | além disso | e também',
  perColor: 'por cor | de cada cor | em cada cor',
  perSize: 'por tamanho | de cada tamanho | em cada tamanho',
  unwanted: {
    none: 'nenhum | nenhuma | sem mais | não',
    have: 'ainda temos | já temos | temos que chegue | temos suficiente* | não precisamos | não precisa | não é preciso | não são precisos | não são precisas | desta vez não | comprámos | compramos | já comprámos | já compramos | não necessitamos | sobraram | dispensamos',
  },
  correction:
    'desculpe | desculpem | perdão | aliás | ou melhor | melhor dizendo | quero dizer | correção | corrijo | digo | não | retifico | espere | espera | não espere | não espera | esperem | enganei-me | engano meu | quer dizer | minto | afinal | façam antes',
  purpose: 'para',
  having: 'com',
  endings:
    's | es | a | o | as | os | m | ns | ões | oes | ão | ao | ais | al | eis | el | is | l | ãos | aos | r | res',
  greeting:
    'bom dia | boa tarde | boa noite | olá | ola | caro | cara | caros | caras | prezado | prezada | prezados | exmo | exma | exmos | estimado | estimados',
  closing:
    'cumprimentos | com os melhores cumprimentos | melhores cumprimentos | os melhores cumprimentos | atenciosamente | atentamente | cordialmente | obrigado | obrigada | muito obrigado | muito obrigada | obrigado desde já | desde já obrigado | agradeço | agradeço a atenção | agradecemos a atenção | agradeço desde já | saudações | abraço | um abraço | abraços | cpts | grato | grata | com estima | fico a aguardar | aguardo | aguardamos | respeitosamente',
  sentFrom: 'enviado do meu * | enviado a partir * | enviado do * | obter o outlook *',
  wrote: 'escreveu | escreve',
  headers: {
    from: 'de | remetente',
    sent: 'enviado | enviada | data | enviada em | enviado em',
    to: 'para',
    cc: 'cc',
    subject: 'assunto',
  },
  original: 'mensagem original | mensagem reencaminhada | mensagem encaminhada',
  forwarded:
    'mensagem reencaminhada | mensagem encaminhada | início da mensagem reencaminhada | início da mensagem encaminhada | forwarded message',
  kinds: {
    inquiry:
      'cotação | orçamento | proposta | preço | preços | quanto custa | quanto custam | preciso | precisamos | gostaria | gostaríamos | queria | queríamos | encomenda | encomendar | pedido | ordem de compra | disponibilidade | disponível | disponíveis | em stock | em estoque | solicito | solicitamos | necessito | necessitamos | prazo de entrega',
    acceptance:
      'damos o nosso acordo | encomenda firme | aceitamos o orçamento | aceitamos o vosso orçamento | aceitamos a proposta | avancem | podem avançar | aceitamos | aceito | aceite | de acordo com a vossa | conforme a vossa proposta | conforme o vosso | conforme sua proposta | confirmamos a encomenda | confirmo a encomenda | confirmamos o pedido | confirmo o pedido | adjudicamos | adjudicado | podem avançar | pode avançar | avançar com | aprovado | aprovada | aprovamos | damos seguimento | pode prosseguir | aceitamos * orçamento | aceito * orçamento | aceitamos * proposta | aceitamos * cotação',
    condition:
      'se nos | desde que | na condição | mas | só se | somente se | exceto | salvo | só | apenas | somente | excepto | se for assim | se sim | nesse caso | se for o caso | caso contrário',
    rejection:
      'não vamos avançar | não avançaremos | não daremos seguimento | recusamos | recusar | declinamos | outro fornecedor | outra proposta | demasiado caro | muito caro | fora do orçamento | ultrapassa o nosso orçamento | acima do nosso orçamento | já não precisamos | não temos interesse | não estamos interessados | cancelar o pedido de cotação | decidimos não | optámos por outr* | optamos por outr* | escolhemos outr* | não aceitamos | não prosseguir | deixamos para | fica para outr* | deixar para outr* | desistiu | desistimos | encerrar a proposta | fechar a proposta | fechar o orçamento | encerrar o orçamento | para outro ano | outra ocasião | outra oportunidade',
    question:
      'qual | quais | quando | quanto tempo | como | onde | pergunta | dúvida | dúvidas | questão | inclui | incluem | podem dizer-me | poderia informar',
    other:
      'reclamação | defeituoso | defeito | danificado | danificados | partido | quebrado | devolução | reembolso | nota de crédito | candidatura | currículo | curriculum | vaga de | fatura em anexo | fatura vencida | fabricante de | fabricamos | nossos serviços | parceria | amostras grátis | somos fabricantes | somos fabricante | propomos | proposta de parceria | proposta de colaboração | enviar amostras | produzimos',
    spam: 'a sua encomenda está retida | seu pacote | taxa alfandegária | taxas alfandegárias | pague agora | dentro de 24 horas | em 24 horas | empréstimo | herança | lotaria | loteria | ganhou | clique aqui | verifique a sua conta | senha expira | bitcoin | conta suspensa | lista de e-mails | listas de e-mails | base de e-mails | milhões de e-mails | e-mails de empresas | aumente suas vendas | aumente as suas vendas | clique e peça | clique já | compre já',
    newsletter: 'cancelar subscrição | anular subscrição | cancelar inscrição | remover da lista | ver no navegador',
    autoReply: 'resposta automática | fora do escritório | estou de férias | de férias | ausente | ausência',
    anew: 'novo pedido | nova cotação | nova encomenda | outro pedido | nova consulta',
  },
  answers: {
    option: 'opção | variante | alternativa | letra | solução | proposta | número | ponto | linha',
    none: 'nenhum | nenhuma | retirar | remover | eliminar | já não é preciso',
    yes: 'sim | exato | exatamente | correto | isso mesmo',
    not: 'não | ou | exceto | sem | salvo | nem',
    attached: 'em anexo | anexo | anexado | segue anexo',
  },
  change: {
    add: 'acrescentar | acrescentem | acrescente | adicionar | adicionem | adicione | juntar | juntem | incluir | incluam | inclua | também | além disso | acrescentamos | somar | somem | ponham | ponha | coloquem | colocar | incluir ainda | incluam ainda | mais um | ainda precisamos de | precisamos ainda de | queremos também | adicionar também | no lugar deles | em seu lugar',
    remove:
      'retirar | retirem | retire | remover | removam | remova | eliminar | eliminem | tirar | tirem | tire | cancelar | cancelem | sem os | sem as | já não precisamos | anular | anulem | anule | suprimir | suprimam | excluir | excluam | exclua | riscar | risquem | eliminamos | dispensamos | não queremos | não precisamos mais | deixem de fora | deixar de fora | deixamos cair | ficam de fora | fica de fora',
    set: 'passa | passa de | passam de | passam para | passa para | fica em | ficam em | alterar | alterem | altere | mudar | mudem | mude | modificar | passar | passem | aumentar | aumentem | reduzir | reduzam | apenas | só | em vez de | trocar | troquem | subir | subam | suba | sobe | sobem | baixar | baixem | baixe | descer | desçam | ficam | fica | fique | fiquem | basta | bastam | troca | troque | substituir | substituam | substitua | preferimos | preferíamos | prefiro | corrigir | corrijam | ajustar | atualizar | diminuir | diminuam | reduza | aumente | passe | alteramos',
    more: 'a mais | mais | adicionais | adicional',
    double: 'dobrar | dobrem | duplicar | o dobro',
    fewer: 'a menos | menos',
    by: 'em',
    raise: 'aument* | sub* | acresc*',
    lower: 'reduz* | diminu* | baix*',
    position: 'pos | posição | linha',
    of: 'dos | das | de',
    instead:
      'em vez de | em vez das | em vez dos | ao invés de | em lugar de | e não | em vez da | em vez do | em lugar das | em lugar dos | no lugar de | no lugar da | no lugar do | no lugar das | no lugar dos | ao invés das | ao invés dos | por troca com',
    from: 'de',
    to: 'para | a | até',
    unchanged:
      'mantém* | mantêm | igual | iguais | sem alterações | fica* igual | não muda* | estão bem | está bem | estão ok | ficam como | fica como | como estão | como está | não se mexe | manter | mantenham | mantemos',
    sameQuantity:
      'mesma quantidade | mesmas quantidades | igual quantidade | mesmo número | o mesmo número | na mesma quantidade | quantidade igual | igual número',
  },
  tiers: {
    asks: 'preço* | orçamento | cotação | cotar | custo* | custam | proposta | tabela',
    or: 'ou | para | por | a',
  },
  again: {
    last: 'o mesmo da última vez | o mesmo que da última vez | o mesmo que a última vez | como da última vez | como na última vez | igual à última vez | igual à última encomenda | igual ao último pedido | como a última encomenda | como na última encomenda | como na nossa última encomenda | como no último pedido | como o nosso último pedido | repetir a última encomenda | repetir a nossa última encomenda | repetir o último pedido | repetir o nosso último pedido | como o último orçamento | como na última proposta',
    as: 'como a encomenda | como encomenda | como na encomenda | igual à encomenda | como o pedido | como no pedido | igual ao pedido | repetir a encomenda | como o orçamento | como no orçamento',
    quote: 'orçamento* | proposta* | cotaç*',
    aside: 'morada | endereço | preço* | condições | desconto | pagamento',
  },
  dates: {
    months: [
      'janeiro | jan',
      'fevereiro | fev',
      'março | mar',
      'abril | abr',
      'maio | mai',
      'junho | jun',
      'julho | jul',
      'agosto | ago',
      'setembro | set',
      'outubro | out',
      'novembro | nov',
      'dezembro | dez',
    ],
    weekdays: [
      'segunda-feira | segunda',
      'terça-feira | terça',
      'quarta-feira | quarta',
      'quinta-feira | quinta',
      'sexta-feira | sexta',
      'sábado',
      'domingo',
    ],
    today: 'hoje',
    tomorrow: 'amanhã',
    dayAfterTomorrow: 'depois de amanhã',
    next: 'próximo | próxima | que vem',
    week: 'semana | semanas',
    day: 'dia | dias',
    month: 'mês | meses',
    calendarWeek: 'semana',
    in: 'em | dentro de | daqui a',
    endOf: 'fim de | final de | finais de',
    ordinal: 'º',
  },
  delivery:
    'entreg* | entrega | envi* | receber | chegar | chegue | precis* | até | o mais tardar | antes de | recebê-l* | receb* | conseguem para | conseguem até | consegue para | possível para | prontos para | pronto para | ter cá | a tempo',
  answer:
    'cotação | proposta | orçamento | resposta | responder | preço | preços | devolver | confirmação de encomenda | confirmação da encomenda | confirmação do pedido',
  elsewhere: 'válida | válido | desde | fatura | telefonema | reunião | na feira | férias | com data de',
  shipTo:
    'entregar em | entregar na | entregar no | entrega em | entrega na | entrega no | morada de entrega | endereço de entrega | local de entrega | enviar para | envio para | expedir para | entregar | destino | descarga em',
  reference:
    'nosso n.º | nosso número | nossa referência | n.º de encomenda | nossa encomenda | requisição | nossa referência | n/ref | nossa ref | referência | ref | encomenda n | nota de encomenda | número de encomenda | nosso pedido | pedido n | ordem de compra | pedido de cotação | cotação n | cotação | po | rfq | requisição | processo | nosso número de encomenda | nosso n.º de encomenda | nosso número de pedido | nossa encomenda n.º | nossa ordem de compra | encomenda é a | a nossa encomenda | reposição',
  titles:
    'sócio | sócia | sócio-gerente | gerente | proprietário | proprietária | mecânico | contabilista | diretor | diretora | responsável | gerente | comprador | compradora | compras | responsável | diretor | diretora | proprietário | proprietária | chefe | assistente | encarregado | encarregada | administrador | administradora | sócio | sócia | vendas | técnico | mecânico | coordenador | coordenadora',
  labels: {
    phone: 'tel | telefone | telf | t | fixo',
    mobile: 'telm | telm. | tlm | tlm. | cel | cel. | tlm | telemóvel | celular | cel | móvel | m',
    fax: 'fax',
    email: 'e-mail | email | mail | correio',
    web: 'web | site | sítio',
  },
  columns: {
    line: 'linha | n | nº | pos | item | posição',
    number: 'código | referência | ref | ref. | cod | sku | código do artigo',
    description: 'modelo | descrição | artigo | produto | designação',
    quantity:
      'qtd | qtd. | qtde | quant. | unid. | unidades | un. | quantidade | qtd | qtd. | qtde | quant | quant. | unidades',
    unit: 'unidade | un | um',
    size: 'tamanho | medida | tam',
    color: 'cor',
    price: 'preço | preço unitário | valor | montante | preço alvo',
    total: 'total | totais | subtotal | soma',
  },
  countries: {
    portugal: 'PT',
    brasil: 'BR',
    espanha: 'ES',
    frança: 'FR',
    alemanha: 'DE',
    itália: 'IT',
    'reino unido': 'GB',
    'países baixos': 'NL',
    holanda: 'NL',
    bélgica: 'BE',
    suíça: 'CH',
    dinamarca: 'DK',
    suécia: 'SE',
    polónia: 'PL',
    'estados unidos': 'US',
    eua: 'US',
    canadá: 'CA',
  },
  street: 'rua | r. | avenida | av | av. | praça | travessa | largo | estrada | alameda | calçada | rodovia',
};
