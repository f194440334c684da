// Spanish.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "nombres adicionales|primer nombre|segundo nombre|nombres|nombre 1|nombre 2|otros nombres|nombre propio|"
        "nombre de bautismo|nombre medio|segundo nombre de pila|nombre intermedio|nombre corto|nombre usual|"
        "nombre habitual|nombre de uso"),
    last(
        "apellido|apellido de soltera|apellido de nacimiento|apellido paterno|apellido materno|apellido primero|"
        "apellido segundo|apellidos del cliente|apellido de casada|apell|apelli|apell1|apell2|apellido1|apellido2|"
        "apepat|apemat|apepaterno|apematerno|ape pat|ape mat|ape paterno|ape materno|paterno|materno|"
        "nombre de casada|nombre de casado|apellido de casado|apellidos de nacimiento|apellido previo|"
        "nombre de familia"),
    full(
        "nombre con formato|nombre formateado|nombre del contacto|nombre y apellido|apellidos y nombre|apodo|"
        "sobrenombre|mote|nombre del titular|nombre del destinatario|titular de la tarjeta|titular de la cuenta|"
        "persona responsable|nombre del paciente|nombre del alumno|nombre del empleado|apellido y nombre|"
        "nombre completo del cliente|nombre del socio|nombre socio|nombre del padre|nombre de la madre|"
        "nombre del cónyuge|cónyuge|nombre cónyuge|pareja nombre|nombre del tutor|tutor legal|representante legal|"
        "contacto de emergencia|nombre contacto emergencia|en caso de emergencia avisar a|nombre del médico|"
        "nombre médico|nombre doctor|nombre del conductor|nombre conductor|nombre profesor|nombre del profesor|"
        "nombre jugador|nombre huésped|nombre pasajero|nombre proveedor contacto|nombre destinatario|"
        "nombre remitente|nombre autor|nombre del beneficiario|beneficiario nombre|nombre del solicitante|"
        "nombre solicitante|nombre del firmante|firmante|titular cuenta|titular tarjeta|nombre en la tarjeta|"
        "nombre para mostrar|nombre a mostrar|nombre visible|nombre legal|nombre social persona|alias persona|"
        "seudónimo|iniciales|nombre de facturación|nombre facturación|nombre envío|nombre de envío|a la atención de|"
        "interlocutor nombre|nomape|nomcompleto|nombrecompleto|ape nom|apenom|nom ape|nomcli|nombrecli|nom cliente|"
        "nomb|nombre de visualización|nombre mostrado|su nombre|su nombre completo|nombre de presentación|"
        "nombre real|nombre verdadero|nombre en pantalla|mostrar nombre|nombre del propietario|nombre propietario|"
        "propietario de la cuenta|propietario cuenta|nombre del operador|nombre de transporte|recibido por|"
        "nombre del asistente|nombre asistente|nombre del jefe|nombre del familiar|familiar responsable|"
        "beneficiario del pago|apoderado|nombre del apoderado|nombre al nacer|patronímico|nombre preferido|"
        "nombre que se muestra|nombre padre|nombre madre|contacto en caso de emergencia|nombre del tutor legal|"
        "sufijo del nombre|prefijo del nombre|sufijo de nombre|médico cabecera|médico de cabecera"),
    title("tratamiento académico|título académico|título nobiliario|título personal"),
    email(
        "dirección de correo electrónico|dirección de correo|dirección electrónica|e correo|correo e|correo|correos|"
        "correo personal|correo institucional|correo de contacto|email personal|mail personal|direccion mail|"
        "e mail personal|correoe|correo elec|correo cliente|email de contacto|dir para respuestas|"
        "dirección para respuestas"),
    phone(
        "teléfono particular|teléfono del trabajo|teléfono de casa|teléfono de la oficina|teléfono trabajo|"
        "teléfono de contacto|número de móvil|número móvil|móvil|número de teléfono móvil|telefono 1|telefono 2|"
        "número de celular|teléfono particular fijo|teléfono personal|teléfono contacto|teléfono domicilio|"
        "teléfono emergencia|teléfono de emergencia|número celular|num celular|num móvil|móvil personal|"
        "móvil particular|móvil 1|móvil 2|tel casa|tel contacto|tel trabajo|tel oficina|tel celular|tel fijo|"
        "tel emergencia|tel particular|teléfono coche|teléfono del coche|buscapersonas|teléfono principal|"
        "teléfono secundario|otro teléfono|telef|telefono1|telefono2|tfno movil|tfno fijo|tlf movil|movil1|movil2|"
        "telmovil|telfijo|telcasa|teléfono cliente|teléfono empleado|teléfono paciente|nro telefono|nro celular|"
        "nrotelefono|número telefónico|nro de teléfono|busca personas|radioteléfono|paginador|mensáfono|"
        "teléfono de devolución|teléfono de devolución de llamada|teléfono de la empresa|teléfono empresa|"
        "teléfono del asistente|extensión telefónica|número de extensión|télex|número rdsi|teléfono alternativo|"
        "número alternativo|teléfono directo|número de buscapersonas|número de busca|retorno de llamada|"
        "devolución de llamada|devolver llamada|teléfonos|teléfono de urgencias|teléfono en caso de emergencia|"
        "número de devolución de llamada|teléfono de texto|número de télex"),
    fax("fax particular|fax del trabajo|fax de casa|fax trabajo|fax personal"),
    contact_details("datos de contacto|información de contacto|detalles del contacto|detalles de contacto"),
    website(
        "página web|sitio web|página de inicio|página web personal|página personal|sede web|url de sede web|"
        "sitio web personal|dirección web|dirección del blog|url del blog"),
    address(
        "domicilio particular|dirección particular|dirección de casa|dirección de entrega|dirección de residencia|"
        "dirección de facturación|residencia habitual|dirección personal|dirección del domicilio|"
        "dirección domicilio|dirección de domicilio|dirección habitual|dirección actual|dirección fiscal|"
        "dirección entrega|dirección cliente|dirección del cliente|domicilio actual|domicilio fiscal|"
        "domicilio habitual|lugar de residencia|domicilio del cliente|dirección de correspondencia|"
        "dirección de contacto|dirección laboral|dirección empleado|direc|direcc|domic|dirección trabajo|"
        "etiqueta de la dirección particular"),
    street(
        "calle y número|nombre de la calle|apartado de correos|apartado postal|piso puerta|número de casa|"
        "nombre de vía|nombre de la vía|tipo de vía|número de calle|piso y puerta|núm exterior|num interior|"
        "portal escalera|bloque escalera|línea de dirección 1|línea de dirección 2|dirección línea 1|"
        "dirección línea 2|dirección1|dirección2|código de vía|avenida|entre calles|numext|numint|calle cliente|"
        "calle1|nombre del edificio|calle número de piso|calle número de apartamento|renglón de dirección 1"),
    city(
        "ciudad de residencia|población|localidad de residencia|ciudad residencia|ciudad domicilio|"
        "municipio de residencia|municipio residencia|población de residencia|ciudad cliente|ciudad envío|"
        "localidad cliente|ciudad de nacimiento y residencia|poblac|ciudad dirección"),
    postcode(
        "código postal|cod postal|código zip|c postal|cpostal|codpostal|código postal envío|"
        "código postal facturación|cp envio|cp cliente|codigopostal"),
    state(
        "provincia de residencia|comunidad autónoma|provincia residencia|provincia cliente|"
        "departamento de residencia|estado provincia|estado de residencia|estado o provincia|provincia o estado|"
        "región provincia|condado|estado condado|provincia estado|departamento provincia|estado particular|"
        "estado casa|estado trabajo"),
    country(
        "país de residencia|código de país|nombre del país|país envío|país facturación|país cliente|"
        "país de domicilio|país de origen|país región|país o región"),
    birth(
        "fecha de nacimiento|fecha nac|día de nacimiento|cumpleaños|año de nacimiento|nacido el|f nac|fecha de nac|"
        "fec de nacimiento|fecha nacim|fech nac|fechanacimiento|fecnacimiento|fec nacim|mes de nacimiento|"
        "día de cumpleaños|fecha cumpleaños|fecha de cumpleaños"),
    origin(
        "lugar de nacimiento|país de nacimiento|nacionalidad|nivel de estudios|número de hijos|"
        "fecha de fallecimiento|fecha de defunción|ciudadanía|formación académica|lugar nac|lugarnacimiento|"
        "lugar nacim|ciudad de nacimiento|provincia de nacimiento|provincia nacimiento|municipio de nacimiento|"
        "localidad de nacimiento|nacionalidad de origen|nivel educativo|nivel académico|grado de instrucción|"
        "estudios realizados|titulación académica|num hijos|nro hijos|cantidad de hijos|personas a cargo|"
        "miembros de la unidad familiar|fecha fallecimiento|escolaridad|natural de|aniversario|aniversario de boda|"
        "aniversario de bodas|lugar de defunción|año de defunción|mes de defunción|lugar de fallecimiento|"
        "año de fallecimiento|edad al morir|edad al fallecer|fecha de bautismo|lugar de bautismo|"
        "fecha de matrimonio|lugar de matrimonio|fecha de boda|grado académico"),
    age("grupo de edad|rango de edad|edad|años cumplidos|edad del paciente|edad paciente"),
    gender("género de la persona|identidad de género|sexo|sexo del paciente|tratamiento de cortesía"),
    marital("estado civil|situación familiar|estadocivil|est civil|régimen matrimonial|edo civil|situación conyugal"),
    children(
        "nombre del hijo|nombre hijo|nombres de los hijos|fecha de nacimiento del hijo|nombre del niño|hijos a cargo"),
    language(
        "lengua materna|idioma preferido|idioma materno|idioma de comunicación|lengua preferida|idioma favorito|"
        "idioma de preferencia|idioma de contacto"),
    job(
        "título profesional|puesto de trabajo|cargo laboral|categoría profesional|profesión|cargo del contacto|"
        "cargo contacto|categoría laboral|profesión u oficio|profesión del padre|profesión de la madre|"
        "ocupación actual|situación laboral|cargo que desempeña|puesto que ocupa|rol laboral|rol en la empresa|"
        "nombre del puesto|denominación del puesto|trabajo actual|título puesto|título cargo|título profesión"),
    workplace(
        "empleador|lugar de trabajo|fecha de contratación|fecha de ingreso laboral|centro de trabajo|"
        "empresa donde trabaja|fecha contrato empleado|fecha de alta laboral|fecha de baja laboral|fecha antigüedad|"
        "antigüedad laboral|departamento laboral|fechacontratacion|jornada laboral|unidad organizativa|"
        "unidad organizacional|unidad de organización"),
    login(
        "inicio de sesión|nombre de usuario|identificador de usuario|usuario acceso|nick usuario|nombreusuario|"
        "nom usuario|usuario web|cuenta de usuario|id de usuario acceso|nombre de conexión|nombre identificador|"
        "nombre de inicio|nombre de cuenta de usuario|dirección sip|dirección jabber|su inicio de sesión|"
        "dirección de mensajería instantánea|mensajería instantánea|número de icq|nombre de skype|"
        "identificador de jabber|nombre de acceso"),
    password(
        "contraseña|clave de acceso|clave secreta|nueva contraseña|contraseña de usuario|contrasenya|"
        "contraseña nueva|clave usuario|clave de usuario|clave personal|contraseña actual|passw|contra usuario|"
        "contraseña hash|contraseña smtp usuario|frase de contraseña|frase de paso|frase clave|frase secreta|"
        "nueva frase de contraseña|clave de ingreso"),
    secret("pregunta de seguridad|respuesta de seguridad|código pin|código de seguridad personal"),
    bank(
        "cuenta bancaria|número de cuenta bancaria|cuenta corriente|número de cuenta corriente|nro cuenta|"
        "cuenta de ahorro|código cuenta cliente|numero cuenta bancaria|datos bancarios|cuenta iban|"
        "cuenta cliente banco|cbu|domiciliación bancaria|entidad y cuenta"),
    card(
        "tarjeta de crédito|número de tarjeta|número de tarjeta de crédito|caducidad tarjeta|num tarjeta|"
        "tarjeta bancaria|tarjeta de débito|fecha caducidad tarjeta|nro tarjeta|fecha de caducidad de la tarjeta|"
        "fecha exp tarjeta|vencimiento tarjeta|vencimiento de la tarjeta|núm tarjeta crédito|núm tarj crédito|"
        "fecha exp tarj crédito"),
    income(
        "sueldo|salario|nómina|ingresos anuales|salario bruto|salario neto|sueldo bruto|sueldo base|"
        "salario mensual|salario anual|sueldo mensual|ingresos mensuales|retribución|pensión|prestaciones|"
        "renta familiar|ingresos familiares|irpf empleado|retención irpf|patrimonio personal|embargo|deducciones|"
        "remuneración|haber mensual|sueldo por hora|salario por hora"),
    national(
        "número de identificación fiscal|dni nif|documento de identidad|número de la seguridad social|"
        "cédula de identidad|documento identificativo|número de documento de identidad|num documento identidad|"
        "número de identificación personal|identificación fiscal|número identificación fiscal|num seguridad social|"
        "número de seguridad social|número de afiliación seguridad social|nro documento identidad|nro dni|num dni|"
        "dni cliente|nif cliente|dni empleado|dni nie pasaporte|dni o nie|tarjeta de identidad|carné de identidad|"
        "carnet de identidad|cédula de ciudadanía|nro cedula|número de cédula|número cédula|letra dni|nrodoc|"
        "nro doc|num doc identidad|cuil|cuit persona|dpi persona|run persona|número de seguro social"),
    passport("número de pasaporte|num pasaporte|nro pasaporte"),
    driving(
        "permiso de conducir|número de permiso de conducir|carné de conducir|carné conducir|permiso de conducción|"
        "número de licencia de conducir|nro licencia conducir|número permiso de conducir|num licencia conducir|"
        "tipo de carnet de conducir"),
    permit("tarjeta de residencia|permiso de trabajo|número de visado|tarjeta de extranjero"),
    plate("matrícula del vehículo|placa del vehículo|número de matrícula vehículo|número de placa|bastidor"),
    health(
        "enfermedad|diagnóstico|alergias|grupo sanguíneo|discapacidad|estado de salud|medicamentos|medicación|"
        "antecedentes médicos|baja médica|historial clínico|motivo de consulta|tratamiento médico|"
        "antecedentes personales|antecedentes familiares|antecedentes patológicos|enfermedad actual|padecimientos|"
        "medicación actual|motivo consulta|tipo de sangre|factor rh|grado de discapacidad|minusvalía|"
        "grado minusvalía|incapacidad|baja laboral médica|embarazada|vacunas|vacunación|intolerancias|dieta médica|"
        "exploración física|evolución del paciente|anamnesis|cirugías|parte médico|informe médico|peso del paciente|"
        "talla del paciente|intervenciones quirúrgicas|pulso en reposo|pulso latente|pulso máximo|"
        "frecuencia cardiaca|tensión arterial|fumador|restricciones alimentarias|régimen alimenticio|"
        "porcentaje de discapacidad|causa de la muerte|causa de muerte|causa de la defunción|causa de defunción|"
        "información médica|datos médicos"),
    insurance(
        "número de tarjeta sanitaria|seguro médico|número de afiliación|mutua sanitaria|cobertura médica|"
        "número de afiliado|num afiliado|cip sanitario|número de seguro médico|número de póliza de salud|"
        "obra social|compañía de seguro médico|seguro de salud|aseguradora médica|num seguro|número de seguro|"
        "número seguro"),
    religion("religión|creencias religiosas|confesión religiosa|creencia"),
    political("ideología política|militancia política"),
    orientation("vida sexual"),
    ethnicity(
        "origen étnico|grupo étnico|raza|etnia|pueblo indígena|origen racial|casta|origen nacional|"
        "origen nacional o étnico"),
    union_member("afiliación sindical|sindicato|afiliado a sindicato|cuota sindical"),
    crime("antecedentes penales|certificado de antecedentes penales|condenas|condena penal|delitos cometidos"),
    image(
        "fotografía|foto de perfil|imagen de perfil|foto carnet|foto del empleado|foto cliente|foto alumno|"
        "foto del alumno|imagen del usuario|foto tamaño carnet|foto de contacto|foto del contacto|"
        "imagen del contacto|fotos|fotografías|fotografía del contacto|firma escaneada"),
    fingerprint("huella digital|huellas dactilares|huellas digitales"),
    hobbies("intereses personales|pasatiempos|información biográfica|datos biográficos"),
    notes(
        "comentarios|observaciones|anotaciones|observación|notas internas|anotación|comentario interno|observ|"
        "observac|texto del mensaje|cuerpo del mensaje|observaciones del cliente|notas del cliente|nota interna|"
        "mensajes texto|otros datos"),
    message("mensaje"),
    seen(
        "última visita|fecha último acceso|fecha ultima conexion|último ingreso|último inicio de sesión|última sesión"),
    key_of(
        "número de cliente|número de socio|código de cliente|número de empleado|número de paciente|"
        "número de expediente personal|número de historia|nro cliente|nro socio|codcliente|codcli|cod cli|num cli|"
        "id cli|idcli|idcliente|código del empleado|num empleado|id emp|idempleado|cod empleado|código socio|"
        "cod socio|idsocio|código alumno|cod alumno|idalumno|nro alumno|expediente alumno|núm expediente académico|"
        "num matrícula alumno|código paciente|cod paciente|idpaciente|nro paciente|nº historia clínica|id huésped|"
        "idhuesped|id conductor|id profesor|cod profesor|código profesor|idprofesor|id médico|idmedico|cod médico|"
        "num colegiado|número de colegiado|idusuario|cod usuario|codusuario|idpersona|cod persona|id jugador|"
        "id agente|cod agente|codagente|id vendedor|cod vendedor|idvendedor|id titular|id trabajador|idtrabajador|"
        "cod trabajador|código trabajador|id propietario|id inquilino|id autor|id miembro|id tutor|id padre persona|"
        "idcontacto|id responsable|id donante|id voluntario|id suscriptor|id afiliado|número de lector|"
        "carnet de socio|número de carnet|id candidato|tarjeta de fidelización|número de fidelidad|id participante|"
        "id visitante|id abogado|id ciudadano|id de operador|número del operador|id empleado|id del empleado|"
        "número empleado|id cliente|id del cliente|número cliente|id socio|id contacto|id supervisor|"
        "legajo empleado|modificado por|registrado por|actualizado por|num historia|n historia|"
        "número historia clínica"),
    ip("dirección ip|ip del usuario|ip usuario|ip cliente"),
    consent(
        "consentimiento|acepta marketing|admite marketing|acepta comunicaciones|suscripción boletín|"
        "boletín de noticias|consentimiento informado|acepta lopd|autoriza imagen|acepta condiciones|"
        "autorización de imagen|acepta privacidad|recibe boletín|acepta rgpd|consiente|desea recibir publicidad|"
        "no desea publicidad"),
    account_name("nombre de cuenta|nombre de la cuenta"),
    person(
        "paciente|pacientes|persona|personas|personal|cliente|clientes|contactos|empleados|alumnos|usuarios|socios|"
        "agente|encargado|responsable|doctor|enfermero|docente|alumna|alumnas|usuaria|empleada|socia|profesores|"
        "profesora|profesorado|maestro|maestra|docentes|médicos|doctora|enfermera|enfermeros|conductores|chofer|"
        "choferes|pasajero|pasajeros|huéspedes|viajero|viajeros|visitantes|inquilinos|arrendatario|arrendatarios|"
        "arrendador|propietarios|vecinos|vecina|candidatos|candidata|aspirante|aspirantes|solicitante|solicitantes|"
        "postulante|trabajadores|trabajadora|operario|operarios|vendedores|vendedora|comerciales persona|jugador|"
        "jugadores|jugadora|árbitro|árbitros|entrenador|entrenadores|deportista|deportistas|atleta|atletas|lector|"
        "lectores|prestatario|autores|autora|escritor|suscriptores|donante|donantes|voluntario|voluntarios|"
        "participante|participantes|asistente|asistentes|invitado|invitados|ponente|ponentes|abogados|notario|"
        "testigo|víctima|denunciante|demandado|acreedor|deudor|deudores|fiador|aval persona|avalista|accionista|"
        "accionistas|gerentes|jefes|encargados|responsables|representante|representantes|recepcionista|cajero|"
        "cajeros|repartidor|repartidores|mesero|meseros|camarero|camareros|cocinero|cocineros|niños|niña|hija|"
        "menor de edad|apoderado|apoderados|tutores|familiares|esposo|esposa|marido|hermano|hermana|abuelo|"
        "ciudadanos|contribuyente|contribuyentes|votante|votantes|elector|electores|beneficiarios|asegurados|"
        "tomador|tomadores|afiliados|miembros|feligrés|residente|residentes|preso|becario|becarios|practicante|"
        "investigador|investigadores|tesista|egresado|egresados|graduado|colegiado|colegiados|titulares|"
        "compradores|arquitecto|periodista|fotógrafo|psicólogo|dentista|odontólogo|veterinario|ayudante|supervisor"),
    organisation("proveedores|empresa|aseguradora|hospital|clinica|farmacia"),
    event(
        "reservas|facturas|citas|pedidos|pagos|visita|visitas|préstamo|préstamos|consultas|inscripciones|matrículas|"
        "contratos|alquileres|compras|ventas|solicitudes|ingreso hospitalario|hospitalización|siniestro|siniestros|"
        "reclamación|reclamaciones|queja|quejas|suscripción|nóminas|vacaciones|devolución|devoluciones|intervención|"
        "encuesta respuesta|asistencia|asistencias|calificaciones|expediente|expedientes|multa|multas|denuncia|"
        "denuncias"),
    thing(
        "habitacion|habitaciones|producto|productos|articulos|proyecto|página|tarea|grupos|fichero|petición|"
        "subproyecto|versión|módulo|campaña|campañas|columna|columnas|objeto|objetos|controlador|libro|libros|"
        "calendario|cuenta contable"),
    not_it(
        "verificado|verificada|confirmado|confirmada|número de productos|notificación|notificaciones|plantilla|"
        "ocultar|mostrar|cambiar|cambio|cambiada|cambiado|número de teléfonos|debe|programa|atributo|predeterminado|"
        "predeterminada|visible|obligatorio|caducidad|enviado|enviada|permitido|habilitado|válido|tipo de|"
        "estado del|modo|filtro|formato|complejidad|modificación|fortaleza|restablecer|restablecimiento|"
        "recordatorio|nombre del grupo|nombre de grupo|nombre del archivo|longitud mínima|último cambio|tipo mime|"
        "máximo|máxima|mínimo|mínima|número máximo|número mínimo|resumen|introducir|introduzca|introduce|escriba|"
        "ingresar contraseña|guardar|recordar|olvidada|olvidado|olvidó|perdida|incorrecta|incorrecto|inválido|"
        "inválida|no válido|no válida|errónea|erróneo|expirado|expirada|caducada|ha expirado|enviar|recibir|"
        "recibiendo|recopilando|añadir|agregar|eliminar|borrar|quitar|editar|modificar|modificada|modificado|cambie|"
        "seleccionar|elegir|buscar|buscar en|usar|utilizar|en uso|importar|exportar|imprimir|representar|visualizar|"
        "copiar|mover|comprobar|comprobador|verificar|falló|error|no se|no hay|no existe|no coinciden|no encontrado|"
        "no encontrada|coinciden|soporte|duplicada|duplicadas|duplicado|carpeta|carpetas|cabecera|cabeceras|"
        "servidor de correo|separador|informe|informes|crear|activar|desactivar|permitir|insertar|reemplazar|firmar|"
        "cifrar|restaurar|recuperar|ordenar|ordenación|opciones de correo|opciones|descartar|reenviar|avisar|avisos|"
        "aviso|archivado|enlaces|necesita|requerida|requerido|nunca|siempre|prefijo del|indentar|nombres de fichero|"
        "límite|límites|longitud de|cuenta de correo|formatear|memoria|canal|libreta personal|número de direcciones|"
        "método|recopiladas|recopilados|comprobando|correcta|correcto|seleccione|notificar|ordenar por|establecer|"
        "hacer una foto|tomar una foto|telefonía|sin nombre|visitar|días hasta|cliente de correo|tamaño|proteger|"
        "falta el|falta|faltan|incluir|incluidos|fusionar|combinar|buscando|más frecuentes|distintos|únicos|mismos|"
        "mismo apellido|mismas|generar|posición del bloque|bloque de dirección|bloque de direcciones|"
        "configuración de|nombres de columnas|confirmar|origen de datos|mensaje de correo|mensajes de correo|"
        "para conexiones|definir|espacio de firma|con contraseña|enviando|texto del título|título del calendario|"
        "título del sitio|vista previa|elementos del|elementos de|límite de crédito|boletín de cliente|"
        "título de cuenta|título del boletín|título de música|título personalizado|cuenta de ingresos|"
        "información impositiva|protección con contraseña|número de empleados|número de clientes|número de usuarios|"
        "número de alumnos|número de socios|número de pacientes|número de trabajadores|núm de empleados|"
        "espacios de nombres|espacio de nombres|robots|eliminado|eliminada|confirmación|proporcionar|selecciona|"
        "nombre del mensaje|ninguna|ningún|desactivado|desactivada|envío de|no disponible|ocultado|oculto|cancelar|"
        "autenticación|saltar|reestablecimiento|normativas|todos los comentarios|aprobar|moderación|por defecto|"
        "sin comentarios|publicar|obtener|restaurada|comentarios recientes|nombre del sitio|responder al comentario"),
    which(
        "particular|casa|hogar|otra|otros|otras|nueva|antiguo|antigua|secundario|secundaria|temporal|permanente|mi|"
        "su|tu|profesional|privado|privada|alternativo|alternativa|oficina|del trabajo|de casa|laboral|completo|"
        "completa|inicial"),
    alone("user.government_id.national_identification_number", "nie"),
    alone("user.location.precise", "longitud"),
    alone("user.contact.phone_number", "móvil|busca"),
    in_person_table("user.name", "prefijo|sufijo"),
    in_person_table("user.contact.phone_number", "extensión|anexo telefónico"),
    in_person_table("user.demographic.gender", "saludo"),
    alone("user.demographic", "educación"),
    concept_line("user.location", 2.4, "posición geográfica|ubicación geográfica|latitud y longitud"),
    in_person_table("user.workplace", "fecha alta|fecha baja"),
    full("nombre de la pareja|médico de familia|médico tratante"),
    birth("fecha y lugar de nacimiento|lugar y fecha de nacimiento"),
    key_of("número de alumno|nº de alumno|número de alumna|número de expediente del alumno"),
    national("documento nacional de identidad"),
    card("tarjeta válida hasta|caducidad de la tarjeta"),
    body("peso corporal|estatura en cm|altura en cm|talla en cm"),
    seen("última actividad|último acceso al sistema"),
    political("afiliación a un partido|militancia|partido político de afiliación"),
    consent("consentimiento para el tratamiento de datos"),
    not_it("caduca en"),
    street("escalera piso y puerta"),
    first("nombre fonético|nombre de pila fonético"),
    last("apellido fonético|apellidos fonéticos"),
    seen("fecha del último acceso|fecha de último acceso|última conexión"),
    phone("línea directa"),
    alone("user.name", "marido|esposa|esposo|pareja|mujer esposa"),
    login("usuario smtp|usuario imap|usuario pop|usuario de correo"),
    email("responder a|dirección de respuesta"),
    first("n adicionales"),
};
// clang-format on

}  // namespace

std::span<const Line> spanish() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
