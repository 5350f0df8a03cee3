import type { LanguageKnowledge } from './contract.ts';
import { esNumbers } from './es-numbers.ts';

export const es: LanguageKnowledge = {
  code: 'es',
  thousands: '.',
  numbers: esNumbers,
  units: {
    piece: 'ud | uds | unidad | unidades | u | un | und | pza | pzas | pieza | piezas | pz | pzs | pcs | pc',
    pair: 'par | pares | pr',
    box: 'caja | cajas | paquete | paquetes | carton | cartones | bulto | bultos',
    set: 'juego | juegos | kit | kits | set | sets | conjunto | conjuntos',
    metre: 'metro | metros | m',
  },
  sizeWords: 'talla | tallas | t. | medida | tamaño | cuadro | num',
  sizes: { pequeña: 'S', pequeño: 'S', mediana: 'M', mediano: 'M', grande: 'L', 'extra grande': 'XL' },
  measures:
    'cm | mm | m | km | pulgadas | pulgada | oz | onzas | g | kg | ml | l | litro | litros | dias | dia | semana | semanas | mes | meses | año | años | horas | hora | euros | eur | usd | dolares | pesos | por ciento | personas | h',
  each: 'cada | cada una | cada uno | de cada | por talla',
  stop: 'el | la | los | las | lo | un | una | unos | unas | de | del | al | a | y | e | o | u | en | con | para | por | que | me | nos | les | se | su | sus | mi | mis | nuestro | nuestra | nuestros | nuestras | es | son | está | están | ser | muy | más | menos | también | tambien | favor | gracias | necesito | necesitamos | quiero | queremos | quisiera | quisiéramos | precio | precios | cotizar | cotización | presupuesto | disponibilidad | pedido | pedir | siguiente | siguientes | artículo | artículos | talla | tallas | color | modelo | cantidad | total | ref | unidad | unidades | otro | otra | otros | otras | además | tienen | tiene | tengan | hay | puede | pueden | como | si | no | sin | ya | le | te | uds | ustedes | usted | favor | puñado',
  and: 'y | e | así como | más',
  but: 'pero',
  range: 'a | hasta',
  also: 'también | además | y también',
  perColor: 'por color | de cada color | en cada color',
  perSize: 'por talla | de cada talla | en cada talla',
  unwanted: {
    none: 'ningún | ninguna | ningunos | ningunas | no | nada de',
    have: 'todavía tenemos | aún tenemos | ya tenemos | tenemos de sobra | tenemos suficiente* | nos quedan | aún nos quedan | todavía nos quedan | no necesitamos | no hacen falta | no hace falta | esta vez no | ya los compramos | ya las compramos | ya compramos | compramos | hemos comprado | no nos hacen falta',
  },
  correction:
    'perdón | mejor dicho | o mejor | no perdón | corrijo | corrección | quiero decir | quise decir | digo | más bien | disculpe | disculpen | no | espere | espera | no espere | no espera | esperen | me he equivocado | me equivoqué | perdone | perdonen | que sean | pongan mejor | mejor pongan | pongamos',
  purpose: 'para',
  having: 'con',
  endings: 's | es | a | o | as | os | n | nes | ones | on | ces | z | e | ito | ita',
  greeting:
    'hola | buenos dias | buenas tardes | buenas noches | buenas | buen dia | estimado | estimada | estimados | estimadas | muy señores mios | a quien corresponda | apreciado | apreciados',
  closing:
    'saludos | un saludo | saludos cordiales | cordiales saludos | un cordial saludo | cordialmente | atentamente | muy atentamente | gracias | muchas gracias | gracias de antemano | mil gracias | gracias y saludos | quedo atento | quedo atenta | quedamos atentos | quedo a la espera | a la espera | un abrazo | reciba un cordial saludo | sin otro particular | gracias por * | le saluda atentamente',
  sentFrom: 'enviado desde * | enviado desde mi * | obtener outlook *',
  wrote: 'escribió | escribio',
  headers: {
    from: 'de | remitente',
    sent: 'enviado | enviado el | fecha',
    to: 'para',
    cc: 'cc | copia',
    subject: 'asunto',
  },
  original: 'mensaje original | mensaje reenviado',
  forwarded: 'mensaje reenviado | inicio del mensaje reenviado | inicio de mensaje reenviado | reenviado por',
  kinds: {
    inquiry:
      'cotización | cotizar | coticen | cotizan | presupuesto | oferta | precio | precios | cuánto cuesta | cuanto cuesta | cuánto cuestan | cuánto vale | necesito | necesitamos | quisiera | quisiéramos | queremos | pedido | pedir | orden de compra | disponibilidad | disponible | disponibles | en stock | existencias | solicito | solicitamos | me interesa | plazo de entrega',
    acceptance:
      'aceptamos su oferta | aceptamos el presupuesto | aceptamos la cotización | pedido en firme | aceptamos | acepto | aceptada | aceptado | conforme con | de acuerdo con su | confirmamos el pedido | confirmo el pedido | confirmamos la orden | procedan | adelante con | pueden proceder | dar curso | visto bueno | aprobado | aprobada | aprobamos | confirmamos nuestro pedido | según su cotización | según su oferta | según su presupuesto | aceptamos * presupuesto | acepto * presupuesto | aceptamos * cotización | aceptamos * oferta | damos conformidad',
    condition:
      'si nos | siempre que | a condición | con la condición | pero | solo si | salvo | sujeto a | solo | solamente | unicamente | excepto | si es así | de ser así | en ese caso | si no es así',
    rejection:
      'no vamos a | no seguiremos | no continuaremos | rechazamos | rechazar | declinamos | declinar | desestimamos | otro proveedor | otra oferta | demasiado caro | demasiado cara | muy caro | fuera de presupuesto | excede nuestro presupuesto | supera nuestro presupuesto | ya no necesitamos | ya no lo necesitamos | no nos interesa | cancelar la solicitud | optado por otro | hemos decidido no | no seguir adelante | no aceptamos | elegido otro | escogido otro | decidido por otro | lo dejamos para | dejarlo para | lo dejamos por ahora | se ha echado atrás | se han echado atrás | se echó atrás | cerrar la oferta | cierren la oferta | cerrar el presupuesto | para otro año | otra ocasión | lo aplazamos',
    question:
      'incluye | cuál | cuáles | cuándo | cuánto | cuántos | cuántas | cómo | dónde | pregunta | preguntas | consulta | duda | dudas | aceptan | podrían decirme | podría decirme | me pueden decir',
    other:
      'reclamación | queja | defectuoso | dañado | dañados | roto | rotos | devolución | reembolso | nota de crédito | abono | solicitud de empleo | currículum | curriculum | vacante | puesto de | factura adjunta | factura vencida | recordatorio de pago | fabricante de | fabricamos | nuestra fábrica | nuestros servicios | colaboración | muestras gratis | somos fabricantes | somos fabricante | les ofrecemos | le ofrecemos | propuesta de colaboración | enviarles muestras | enviar muestras',
    spam: 'su paquete | gastos de aduana | tasas de aduana | pague ahora | en 24 horas | haga clic aquí | pinche aquí | préstamo | prestamo | pre-aprobado | cuenta bancaria | sin aval | herencia | lotería | ha ganado | haga clic | verifique su cuenta | contraseña caduca | bitcoin | responda hoy | plazas limitadas | transferencia de fondos | lista de correos | base de correos | base de datos de correos | listas de correos | aumente sus ventas | dispare sus ventas',
    newsletter:
      'darse de baja | cancelar suscripción | cancelar la suscripción | ver en el navegador | recibe este correo',
    autoReply: 'respuesta automática | fuera de la oficina | estoy de vacaciones | de vacaciones | ausente | ausencia',
    anew: 'nuevo pedido | nueva solicitud | nueva cotización | otra solicitud | nueva consulta | solicitud nueva',
  },
  answers: {
    option: 'opción | variante | alternativa | letra | solución | propuesta | número | punto | línea',
    none: 'ninguno | ninguna | ninguno de ellos | dejar fuera | quitar | eliminar | ya no hace falta',
    yes: 'sí | si | exacto | correcto | eso es',
    not: 'no | o | excepto | sin | salvo | ni',
    attached: 'adjunto | adjunta | adjuntos | anexo',
  },
  change: {
    add: 'agregar | agreguen | agregue | añadir | añadan | añada | añádame | sumar | sumen | incluir | incluyan | incluya | además | también | añadid | agreguemos | añadimos | pónganos | pónganme | ponganos | súmenle | metan | meter | agréguenme | agréguennos | añádannos | en su lugar',
    remove:
      'quitar | quiten | quite | eliminar | eliminen | elimine | retirar | retiren | borrar | cancelar | cancelen | sin los | sin las | ya no necesitamos | anulen | anular | anule | supriman | suprimir | suprima | saquen | sacar | saque | tachen | tachar | quítenme | descarten | descartar | prescindimos de | ya no queremos | ya no hacen falta | fuera los | fuera las | nada de | dejamos fuera | dejen fuera',
    set: 'suban | suba | bajen | baje | mejor en | pasen | pase de | cambiar | cambien | cambie | modificar | modifiquen | modifique | dejar | dejen | poner | pongan | aumentar | aumenten | reducir | reduzcan | solo | en lugar de | en vez de | mejor | subir | bajar | dejad | dejemos | sean | sustituyan | sustituir | reemplacen | reemplazar | cambiamos | ponga | póngannos | preferimos | preferiríamos | prefiero | rebajen | rebajar | recorten | corrijan | corregir | actualicen | actualizar',
    more: 'más | adicionales | adicional | de más',
    double: 'dupliquen | duplicar | el doble',
    fewer: 'menos',
    by: 'en',
    raise: 'aument* | sub* | increment*',
    lower: 'reduc* | reduz* | baj* | disminu* | rebaj* | recort*',
    position: 'pos | posición | línea | partida | punto',
    of: 'de | de los | de las',
    instead:
      'en lugar de | en vez de | y no | en lugar del | en vez del | en lugar de los | en lugar de las | en sustitución de',
    from: 'de',
    to: 'a | hasta',
    unchanged:
      'igual | sin cambios | se queda* | queda* igual | como está* | no cambia* | están bien | está bien | no se toca* | sin tocar | se mantiene* | se quedan | quedan como | tal cual | como estaban | conservamos | mantenemos',
    sameQuantity:
      'los mismos | las mismas | el mismo número | misma cantidad | igual cantidad | mismas cantidades | el mismo numero | la misma cantidad | misma talla y cantidad | misma cantidad y talla | cantidad igual | en la misma cantidad',
  },
  tiers: {
    asks: 'precio* | presupuesto | cotización | cotizar | cuánto cuesta* | cuestan | oferta* | tarifa*',
    or: 'o | u | para | por | a',
  },
  again: {
    last: 'lo mismo que la última vez | lo mismo de la última vez | igual que la última vez | como la última vez | lo mismo que la vez pasada | como la vez pasada | lo mismo que el último pedido | igual que el último pedido | como nuestro último pedido | como en nuestro último pedido | como el último pedido | repetir el último pedido | repetir nuestro último pedido | repetición del último pedido | el mismo pedido que la última vez | como el último presupuesto | como su último presupuesto',
    as: 'como el pedido | como pedido | como en el pedido | igual que el pedido | lo mismo que el pedido | lo mismo que en el pedido | repetir el pedido | como el presupuesto | como en el presupuesto',
    quote: 'presupuesto* | oferta*',
    aside: 'dirección | precio* | condiciones | descuento | pago',
  },
  dates: {
    months: [
      'enero | ene',
      'febrero | feb',
      'marzo | mar',
      'abril | abr',
      'mayo',
      'junio | jun',
      'julio | jul',
      'agosto | ago',
      'septiembre | setiembre | sept | sep',
      'octubre | oct',
      'noviembre | nov',
      'diciembre | dic',
    ],
    weekdays: [
      'lunes | lun',
      'martes',
      'miércoles | mie',
      'jueves | jue',
      'viernes | vie',
      'sábado | sab',
      'domingo | dom',
    ],
    today: 'hoy',
    tomorrow: 'mañana',
    dayAfterTomorrow: 'pasado mañana',
    next: 'próximo | próxima | que viene',
    week: 'semana | semanas',
    day: 'día | días',
    month: 'mes | meses',
    calendarWeek: 'semana',
    in: 'en | dentro de',
    endOf: 'fin de | finales de | fines de',
    ordinal: 'º',
  },
  delivery:
    'entreg* | entrega | enví* | envio | recibir | llegar | llegue | lleguen | necesit* | a más tardar | antes del | para el | a tardar | recib* | llegada | disponer | tener para | tenerlo para | tenerlos para | listo para | listos para | posible para | da tiempo',
  answer:
    'cotización | oferta | presupuesto | respuesta | responder | contestar | precio | precios | devolver | confirmación de pedido | confirmación del pedido | acuse de recibo',
  elsewhere: 'válida | valida | desde | del | factura | llamada | reunión | feria | hasta el | vacaciones | fecha de',
  shipTo:
    'entregar en | entregar a | entrega en | enviar a | enviar en | envío a | dirección de entrega | dirección de envío | lugar de entrega | entregar | entréguese en | enviarlo a | enviarlos a | enviarlas a | destino',
  reference:
    'petición de oferta | nuestra referencia | nuestro pedido | pedido n | nuestro número | orden de compra | orden de compra n | nuestra orden | nuestro pedido | pedido n | número de pedido | n de pedido | nuestra referencia | nuestra ref | su referencia nuestra | referencia | ref | solicitud n | oc | o.c. | po | rfq | expediente | licitación | cotización n | nuestro número de pedido | nuestro n de pedido | nuestro pedido n | nuestro numero de orden | nuestra denominación | reposición',
  titles:
    'jefe | jefa | contable | propietario | propietaria | socio | socia | mecánico | gerente | encargado | encargada | administrativo | administrativa | director | directora | encargado | encargada | gerente | comprador | compradora | jefe | jefa | director | directora | compras | propietario | propietaria | dueño | dueña | responsable | asistente | coordinador | coordinadora | administrador | administradora | ventas | mecánico | ingeniero | técnico | auxiliar',
  labels: {
    phone: 'tel | teléfono | telf | tfno | t | fijo',
    mobile: 'móvil | movil | cel | cel. | celular | cel | celular | móvil | mov | m | whatsapp',
    fax: 'fax',
    email: 'correo | e-mail | email | mail',
    web: 'web | sitio | página',
  },
  columns: {
    line: 'línea | n | no | nº | pos | posición | partida | item',
    number: 'código | referencia | ref | ref. | sku | n de parte | número de parte | cod | código artículo',
    description: 'modelo | descripción | artículo | producto | concepto | detalle',
    quantity:
      'uds | uds. | ud | unid | unid. | unidades | cant | cant. | pzas | cantidad | cant | cant. | unidades | uds | ctd',
    unit: 'unidad | um | u.m.',
    size: 'talla | medida | tamaño',
    color: 'color',
    price: 'precio | precio unitario | p. unit. | importe | precio objetivo | valor',
    total: 'total | totales | subtotal | suma',
  },
  countries: {
    españa: 'ES',
    méxico: 'MX',
    'estados unidos': 'US',
    alemania: 'DE',
    francia: 'FR',
    italia: 'IT',
    portugal: 'PT',
    'reino unido': 'GB',
    'países bajos': 'NL',
    bélgica: 'BE',
    suiza: 'CH',
    dinamarca: 'DK',
    suecia: 'SE',
    polonia: 'PL',
    canadá: 'CA',
    argentina: 'AR',
    chile: 'CL',
    colombia: 'CO',
    perú: 'PE',
    ecuador: 'EC',
  },
  street:
    'calle | c/ | avenida | avda | av | av. | plaza | paseo | camino | carretera | ctra | ronda | polígono | travesía',
};
