// Portuguese.
#include "policy/catalogue/lexicon/languages.hpp"
#include "policy/catalogue/lexicon/lines.hpp"

namespace gdprd::policy::lexicon {
namespace {

// clang-format off
constexpr Line kLines[] = {
    first(
        "nomes adicionais|primeiro nome|nome próprio|nomes próprios|outros nomes|segundo nome|nome do meio|"
        "nome de batismo|nomes do meio|prenome|nome intermédio|nome usual|nome habitual|nome de baptismo"),
    last(
        "apelido|sobrenome|último nome|nome de solteira|nome solteiro|nome de família|apelidos|apelido de família|"
        "apelido de solteira|último sobrenome|último apelido|nome de casada|nome de casamento|nome de casado|"
        "apelido de casado|apelido de casada|sobrenomes|apelido anterior"),
    full(
        "nome formatado|nome completo|nome do cliente|pessoa de contacto|alcunha|pseudónimo|nome do destinatário|"
        "titular do cartão|titular da conta|nome do titular|nome do paciente|nome do aluno|nome e apelido|"
        "nome e sobrenome|nome completo do cliente|nome do utente|nome do funcionário|nome do trabalhador|"
        "nome do colaborador|nome do sócio|nome do cônjuge|cônjuge|nome cônjuge|companheiro|nome do responsável|"
        "responsável legal|encarregado de educação|nome do encarregado de educação|contacto de emergência|"
        "contato de emergência|pessoa a contactar|em caso de emergência|nome do contacto|nome do contato|"
        "nome do médico|médico de família|nome do motorista|nome do professor|nome do remetente|"
        "nome do titular do cartão|nome no cartão|nome a apresentar|nome de exibição|nome para exibição|nome social|"
        "apelido carinhoso|iniciais|signatário|ao cuidado de|a atenção de|nome do beneficiário|nome do requerente|"
        "requerente|nome do hóspede|nome do passageiro|nome do candidato|nome do proprietário|nome do inquilino|"
        "nome do autor|nome para faturação|nome de faturação|nome exibido|nome mostrado|seu nome|seu nome completo|"
        "nome visível|nome real|nome verdadeiro|nome de apresentação|nome no ecrã|exibir nome|nome do dono|"
        "nome de envio|recebido por|nome do assistente|nome do gestor|nome do familiar|beneficiário|"
        "nome do vendedor|nome a mostrar|patronímico|nome preferido|nome do pai|nome da mãe|nome pai|nome mãe|"
        "título nobiliárquico|representante legal|nome do tutor|nome remoto|sufixo do nome|prefixo do nome"),
    title("título académico|grau académico|título honorífico|título de cortesia|título pessoal"),
    email(
        "correio electrónico|correio eletrónico|endereço de e mail|endereço de correio|endereço eletrónico|"
        "endereço electrónico|endereço de correio electrónico|endereço de correio eletrónico|e mail pessoal|"
        "email pessoal|e mail profissional|e mail de contacto|e mail de contato|email 2|correio de destino|"
        "email n o 2|e mail n o 2"),
    phone(
        "número de telefone|telemóvel|número de telemóvel|telefone de casa|telefone do trabalho|telefone casa|"
        "telefone trabalho|telefone fixo|telefone particular|telefone pessoal|contacto telefónico|telefone móvel|"
        "telefone do emprego|telefone residencial|telefone comercial|telefone profissional|telefone de contacto|"
        "telefone contacto|telefone de contato|número telemóvel|telemóvel pessoal|telemóvel profissional|n telefone|"
        "n de telefone|n telemóvel|n de telemóvel|número de celular|número do celular|telefone do carro|"
        "telefone automóvel|tel casa|tel residencial|tel trabalho|tlm|tlf|contactos telefónicos|telefone 1|"
        "telefone 2|telefone principal|outro telefone|telefone de emergência|fone residencial|fone celular|"
        "radiotelefone|telefone para retorno|telefone de retorno|telefone da empresa|telefone do assistente|"
        "extensão telefónica|extensão do telefone|número de extensão|telex|número rdis|telefone alternativo|"
        "telefone direto|telefone directo|número de pager|número do pager|chamada de retorno|retorno de chamada|"
        "telefone em caso de emergência|numero de telegone|telefones|número de retorno|telemóvel n o 2|"
        "telefone n o 2"),
    fax("número de fax|fax de casa|fax do trabalho|fax pessoal|fax residencial|fax profissional|n fax"),
    contact_details(
        "dados de contacto|dados de contato|informações de contacto|informação de contacto|informações de contato|"
        "detalhes do contacto|detalhes de contacto|detalhes do contato"),
    website(
        "página web|sítio web|página pessoal|página inicial|sítio|página na internet|site pessoal|"
        "página inicial pessoal|endereço web|url do site|sítio na web|endereço do blog|endereço do blogue|"
        "url do blog"),
    address(
        "endereço|morada|endereço de casa|endereço postal|morada de entrega|morada de faturação|endereço de entrega|"
        "residência|morada de residência|morada fiscal|morada postal|morada de envio|morada de casa|morada pessoal|"
        "morada do cliente|morada atual|morada profissional|morada do trabalho|endereço residencial|"
        "endereço de residência|endereço pessoal|endereço de cobrança|endereço comercial|endereço do cliente|"
        "endereço atual|endereço de correspondência|local de residência|domicílio fiscal|residência habitual"),
    street(
        "rua|rua e número|número da porta|apartado|caixa postal|código da rua|nome da rua|n porta|número de polícia|"
        "andar e porta|complemento do endereço|linha de endereço 1|linha de endereço 2|morada linha 1|"
        "morada linha 2|morada 1|morada 2|rua avenida|tipo de logradouro|avenida|estrada continuação|"
        "rua continuação|rua cont|número de rua|nome do edifício|nome do prédio|endereço linha 1|endereço linha 2|"
        "rua número do apartamento|número de porta|número da casa"),
    city(
        "cidade|localidade|concelho|freguesia|cidade de residência|município|localidade de residência|"
        "concelho de residência|freguesia de residência|município de residência|cidade residencial|"
        "localidade postal|local de residência cidade"),
    postcode("código postal|cód postal|código de endereçamento postal|código postal de residência"),
    state(
        "distrito|estado provincia|distrito de residência|estado de residência|concelho distrito|unidade federativa|"
        "estado ou província|distrito ou estado|região província|região|estado distrito|condado|distrito região|"
        "estado de casa|estado do emprego|estado da residência|distrito de casa"),
    country(
        "país|país de residência|código do país|país de origem|país de entrega|país morada|país de domicílio|"
        "país região"),
    birth(
        "data de nascimento|dia de nascimento|aniversário|ano de nascimento|nascido em|dt nascimento|data de nasc|"
        "mês de nascimento|data de aniversário|nascida em"),
    origin(
        "local de nascimento|naturalidade|nacionalidade|cidadania|habilitações|escolaridade|número de filhos|"
        "data de óbito|país de nascimento|cidade de nascimento|concelho de nascimento|freguesia de nascimento|"
        "habilitações literárias|nível de escolaridade|grau de escolaridade|grau de instrução|nº de filhos|n filhos|"
        "agregado familiar|número de dependentes|dependentes|data de falecimento|data do óbito|lugar de nascimento|"
        "aniversário de casamento|bodas|local de óbito|ano de óbito|mês de óbito|local de falecimento|idade à morte|"
        "idade no óbito|data de baptismo|data de batismo|local do baptismo|local de batismo|local de casamento"),
    age("idade|faixa etária|grupo etário|idade do paciente|escalão etário"),
    gender("género|sexo|identidade de género|forma de tratamento|saudação formal"),
    marital("estado civil|situação conjugal|regime de bens|data de casamento"),
    children(
        "nome do filho|nome filho|nomes dos filhos|data de nascimento do filho|nome da criança|filhos a cargo|"
        "nome do menor"),
    language(
        "língua materna|idioma preferido|língua preferida|língua preferencial|língua de comunicação|"
        "língua favorita|idioma de contacto"),
    job(
        "profissão|cargo|função profissional|título profissional|categoria profissional|título do trabalho|"
        "cargo profissional|posto de trabalho|ocupação profissional|situação profissional|título do cargo|emprego|"
        "função na empresa|papel na empresa|nome do cargo|título cargo|título posição|título profissão"),
    workplace(
        "entidade patronal|empregador|local de trabalho|data de admissão|departamento|data de contratação|"
        "data de demissão|departamento do funcionário|entidade empregadora|data de início de funções|"
        "data contratação|unidade organizacional|unidade orgânica"),
    login(
        "início de sessão|nome de utilizador|utilizador login|nome do utilizador|identificador do utilizador|"
        "nome do usuário|nome de login|identificação do utilizador|nome de acesso|nome de início de sessão|"
        "nome de ligação|endereço sip|endereço jabber|as suas credenciais|credenciais|"
        "endereço de mensagens instantâneas|mensagens instantâneas"),
    password(
        "palavra passe|senha|palavra chave|nova senha|nova palavra passe|senha de acesso|senha atual|"
        "código secreto de acesso|palavra chave de acesso|frase passe|frase senha|frase secreta|senha smtp|"
        "palavras passe|contrassenha|contra senha"),
    secret(
        "pergunta secreta|resposta secreta|pergunta de segurança|resposta de segurança|código pin|"
        "código de acesso pessoal"),
    bank(
        "conta bancária|número de conta|número da conta|nib|número de conta bancária|"
        "número de identificação bancária|dados bancários|conta poupança|n da conta|n conta bancária|iban do cliente|"
        "agência e conta"),
    card(
        "cartão de crédito|número do cartão|número de cartão de crédito|validade do cartão|"
        "número do cartão de crédito|cartão bancário|cartão de débito|data de validade do cartão|validade cartão"),
    income(
        "salário|vencimento|rendimento anual|ordenado|rendimentos|salário bruto|vencimento base|remuneração|"
        "rendimento mensal|rendimento familiar|renda mensal|renda familiar|pensão|reforma mensal|deduções|"
        "descontos do salário|salário líquido"),
    national(
        "número de contribuinte|nif|número de identificação fiscal|cartão de cidadão|número do cartão de cidadão|"
        "bilhete de identidade|número de segurança social|niss|cpf|nº contribuinte|n contribuinte|n de contribuinte|"
        "n cartão de cidadão|documento de identificação|número do documento de identificação|"
        "número de identificação civil|n segurança social|nº segurança social|número da segurança social|"
        "carteira de identidade|número de identidade|registo geral|número de beneficiário segurança social|"
        "documento de identidade"),
    passport("passaporte|número do passaporte|número de passaporte|n passaporte"),
    driving(
        "carta de condução|número da carta de condução|n carta de condução|carteira de motorista|"
        "carteira de habilitação|número da cnh"),
    permit(
        "autorização de residência|título de residência|visto de trabalho|número do visto|visto de residência|"
        "cartão de residente"),
    plate("matrícula do veículo|matrícula veículo|placa do veículo|placa do carro|número da matrícula"),
    health(
        "doença|doenças|diagnóstico|alergia|alergias|medicação|grupo sanguíneo|deficiência|estado de saúde|"
        "baixa médica|patologia|fator rh|grau de deficiência|incapacidade|grau de incapacidade|vacinas|vacinação|"
        "grávida|historial clínico|antecedentes clínicos|antecedentes médicos|motivo da consulta|tratamento médico|"
        "atestado médico|restrições alimentares|intolerâncias|problemas de saúde|observações clínicas|cirurgias|"
        "pulsação|pulsação em repouso|pulsação máxima|frequência cardíaca|tensão arterial|pressão arterial|fumador|"
        "causa de óbito|causa do óbito|causa de morte|causa da morte|informação médica|informações médicas|"
        "dados médicos"),
    insurance(
        "número de utente|número de utente de saúde|seguro de saúde|número de seguro de saúde|número do sns|n utente|"
        "nº utente sns|plano de saúde|número do plano de saúde|cartão de saúde|cartão de utente|subsistema de saúde|"
        "número da carteirinha|convênio médico"),
    religion("religião|crença religiosa|confissão religiosa|convicções religiosas"),
    political("opiniões políticas|filiação partidária|filiação política"),
    orientation("vida sexual|preferência sexual"),
    ethnicity("origem étnica|etnia|raça|cor raça|origem racial|casta|origem nacional"),
    union_member("filiação sindical|sindicato|sindicalizado"),
    crime("registo criminal|antecedentes criminais|cadastro criminal|condenações|condenações penais"),
    image(
        "fotografia|foto de perfil|foto|foto do perfil|foto tipo passe|imagem de perfil|foto do aluno|"
        "foto do funcionário|foto do contacto|foto do contato|fotografia do contacto|fotografias|fotos"),
    fingerprint("impressões digitais"),
    hobbies("interesses pessoais|passatempos|gostos pessoais|informação biográfica|informações biográficas|biografia"),
    notes(
        "observações|notas|comentários|comentário|anotações|texto da mensagem|observação|notas internas|"
        "observações internas|outras informações"),
    message("mensagem"),
    seen(
        "data do último acesso|última visita|última ligação|última entrada|último início de sessão|última sessão|"
        "última conexão"),
    key_of(
        "número de cliente|código do cliente|número de sócio|número de funcionário|número do paciente|"
        "número de aluno|n cliente|nº sócio|n sócio|nº aluno|número mecanográfico|nº funcionário|"
        "número de empregado|número de processo do utente|id do utilizador|código do funcionário|código do aluno|"
        "número de membro|número de leitor|cartão de cliente|cartão de fidelização|matrícula do aluno|"
        "matrícula do funcionário|número de trabalhador|id do cliente|id cliente|número do cliente|id do empregado|"
        "id do funcionário|número do funcionário|número do empregado|id do supervisor|id do contacto|id do sócio|"
        "código da pessoa"),
    ip("endereço ip|endereço ip do utilizador"),
    consent(
        "consentimento|boletim informativo|consentimento rgpd|autorização de imagem|aceita receber publicidade|"
        "autoriza tratamento de dados|subscrição da newsletter|aceita newsletter|consentimento informado"),
    account_name("nome de conta|nome da conta"),
    person(
        "cliente|utilizador|funcionário|paciente|aluno|sócio|pessoa|destinatário|remetente|hóspede|cidadão|"
        "trabalhador|colaborador|contacto|clientes|utilizadores|usuários|funcionários|funcionária|empregado|"
        "empregados|pacientes|utentes|alunos|aluna|estudantes|sócios|sócia|membros|pessoas|professores|professora|"
        "docente|docentes|médicos|médica|enfermeiro|enfermeiros|visitantes|participante|participantes|candidatos|"
        "requerentes|inquilinos|proprietários|senhorio|motorista|motoristas|condutores|passageiro|passageiros|"
        "autores|assinantes|doador|doadores|voluntário|voluntários|jogador|jogadores|atleta|atletas|treinador|"
        "treinadores|árbitro|cidadãos|contribuintes|eleitor|eleitores|contactos|contatos|criança|crianças|educando|"
        "educandos|segurados|tomador|beneficiários|devedor|devedores|credor|fiador|acionista|advogado|advogados|"
        "notário|testemunha|vítima|consultor|consultores|vendedor|vendedores|vendedora|operário|colaboradores|"
        "estagiário|estagiários|formando|formandos|formador|formadores|investigador|jornalista|condómino|"
        "condóminos|residente|residentes|leitores|compradores|familiares|hóspedes|trabalhadores|assistente|"
        "superior hierárquico"),
    organisation("empresa|fornecedor|escola|entidade"),
    event(
        "encomendas|faturas|pagamentos|consultas|marcações|inscrições|compras|vendas|contratos|reservas|empréstimo|"
        "empréstimos|internamento|internamentos|sinistro|sinistros|reclamação|reclamações|assinatura mensal|visita|"
        "visitas"),
    thing(
        "produto|ficheiro|arquivo|projecto|projeto|página|categoria|grupo|tarefa|módulo|campanha|campanhas|coluna|"
        "colunas|objeto|objetos|controlador|livro|livros|calendário|conta contabilística|página web"),
    not_it(
        "verificado|verificada|confirmado|confirmada|quantidade|modelo|tipo|formato|configuração|configurações|"
        "definições|notificação|notificações|ocultar|esconder|mostrar|alterar|mudar|alterada|alterado|deve|programa|"
        "atributo|predefinido|padrão|visível|obrigatório|comprimento|tamanho|enviado|enviada|permitido|válido|"
        "complexidade|alteração|modificação|mudança|força|expiração|validade|redefinir|lembrete|nome do grupo|"
        "nome do ficheiro|comprimento mínimo|última alteração|tipo mime|máximo|máxima|mínimo|mínima|número máximo|"
        "resumo|introduzir|introduza|inserir|digite|guardar|gravar|salvar|lembrar|memorizar|esquecida|esquecido|"
        "perdida|incorreta|incorrecta|incorreto|incorrecto|inválido|inválida|errado|errada|expirou|expirada|enviar|"
        "receber|recebendo|adicionar|acrescentar|eliminar|apagar|excluir|remover|editar|modificar|modificada|altere|"
        "selecionar|seleccionar|escolher|procurar|pesquisar|buscar|usar|utilizar|em uso|importar|exportar|imprimir|"
        "copiar|mover|verificar|verificador|falhou|erro|não|coincidem|conferem|suporte|duplicado|duplicados|pasta|"
        "pastas|cabeçalho|cabeçalhos|tipo de letra|servidor|servidor de correio|separador|relatório|relatórios|"
        "criar|ativar|activar|desativar|desactivar|permitir|assinar|cifrar|restaurar|recuperar|ordenar|ordenação|"
        "opções|rejeitar|encaminhar|reencaminhar|avisar|aviso|requerida|requerido|necessária|nunca|sempre|limite|"
        "substituir|saldos|conta de email|conta de e mail|conta de correio|visualizar|memória|canal|método|"
        "recolhidos|coletados|verificando|a verificar|correta|correcta|notificar|ordenar por|falha ao|definir|"
        "tirar uma fotografia|sem nome|visitar|bem vindo|dias até|cliente de email|insira|sem datas|nome da nota|"
        "proteção por senha|por favor|reinsira|em falta|título do|título da|despejar|cores dos|incluídos|incluir|"
        "unir|mesmos|mesmo|sessões|posição do|confirmação|mensagem de e mail|para ligações|reintroduza|"
        "com palavra passe|com senha|texto do título|nota emitida|limite de crédito|pré visualização|elementos|"
        "impressão digital da chave|lista de|fundir|nome completo de conta|livro pessoal|gerar|bloco de endereços|"
        "número de funcionários|número de clientes|número de utilizadores|número de empregados|número de alunos|"
        "número de sócios|espaços nominais|esqueceu se|reiniciar|robô|necessário|removido|nome da mensagem|"
        "sem endereço|desativado|desactivado|ocultado|autenticação|ignorar|redefinição|regras para|"
        "todos os comentários|aprovar|visualização|moderação|por omissão|nenhum|nenhuma|publicar|obter|indicada|"
        "comentários recentes|responder ao comentário"),
    which(
        "particular|pessoal|casa|outra|outros|outras|nova|antiga|atual|secundário|secundária|temporário|temporária|"
        "permanente|meu|minha|seu|sua|profissional|privado|privada|alternativo|alternativa|escritório|residencial|"
        "móvel|completo|completa|inicial"),
    alone("user.contact.phone_number", "móvel|chamada"),
    in_person_table("user.name", "prefixo|sufixo"),
    in_person_table("user.contact.phone_number", "extensão|ramal"),
    in_person_table("user.demographic.gender", "saudação"),
    alone("user.name", "sinónimo"),
    concept_line("user.location", 2.4, "posição geográfica|localização geográfica|latitude e longitude"),
    alone("user.demographic", "educação"),
    key_of("número de doente|nº de doente"),
    national("número de cartão de cidadão|nº do cartão de cidadão|número do cartão do cidadão"),
    card("cartão válido até"),
    body("altura em cm|peso corporal|estatura em cm"),
    seen("última atividade|última actividade"),
    last("apelido de nascimento|sobrenome de nascimento"),
    title("título antes do nome"),
    consent("consentimento para o tratamento de dados"),
    full("nome do companheiro|nome da companheira|nome do parceiro|médico assistente"),
    political("filiação em partido"),
    not_it("expira em|número de doentes|número de pacientes"),
    street("andar e apartamento|número do apartamento"),
    first("nome fonético|nome próprio fonético"),
    last("apelido fonético|sobrenome fonético"),
    phone("linha direta|linha directa"),
    seen("último login"),
    person("gestor|gestora|chefe"),
    alone("user.name", "marido|esposa|esposo|companheiro|companheira|cônjuge"),
    title("proprietária"),
    email("responder para|responder a|endereço de resposta"),
};
// clang-format on

}  // namespace

std::span<const Line> portuguese() noexcept {
    return kLines;
}

}  // namespace gdprd::policy::lexicon
