"""Portuguese phrases."""

BYLINES = (
    "por", "autor", "autora", "autores", "escrito por", "publicado por", "enviado por", "submetido por",
    "postado por", "redação", "texto de", "da redação",
)  # fmt: skip
DATED = (
    "publicado", "publicado em", "publicada em", "postado em", "data de publicação",
    "criado em",
)  # fmt: skip
MOMENTS = ("data",)
TITLED = ("título", "assunto")
SOURCED = ("fonte",)
TAGGED = ("palavras-chave", "marcadores", "categorias", "categoria")
SENDERS = ("de",)
ON = ("em", "a")
REVISED = ("atualizado", "atualizado em", "atualizada em", "última atualização", "modificado em")
RELATED = (
    "artigos relacionados", "notícias relacionadas", "conteúdo relacionado", "posts relacionados",
    "matérias relacionadas", "relacionado", "relacionados", "relacionadas", "leia também",
    "leia mais", "ler mais", "saiba mais", "veja também", "veja mais", "você pode gostar",
    "você também pode gostar", "você pode se interessar", "pode interessar", "talvez você goste",
    "mais lidas", "mais lidos", "as mais lidas", "mais vistas", "mais notícias", "mais artigos",
    "mais populares", "últimas notícias", "últimas", "notícias recentes", "posts recentes",
    "artigos recentes", "outras notícias", "outros artigos", "recomendado", "recomendados",
    "recomendamos", "recomendado para você", "destaques", "em alta", "não perca",
    "conteúdo patrocinado", "próximo artigo", "artigo anterior", "próxima notícia",
)  # fmt: skip
RELATED_STARTS = (
    "mais de", "mais sobre", "mais em", "leia também", "veja também", "outras notícias de",
    "mais lidas em", "mais lidas de", "as mais lidas em", "mais lidos em",
)  # fmt: skip
ASKS = (
    "assine", "inscreva-se", "cadastre-se", "registre-se", "faça login", "entrar", "siga-nos",
    "siga o", "siga a", "compartilhe", "compartilhar", "partilhar", "partilhe",
    "deixe um comentário", "deixe seu comentário", "deixe uma resposta", "comentar",
    "ver comentários", "clique aqui", "baixe", "baixar", "receba", "participe", "apoie", "ver mais",
    "ver tudo", "ver todos", "pular para o", "ir para o conteúdo", "voltar ao topo", "imprimir",
    "entre em contato", "envie",
    "você está recebendo este e-mail", "você recebeu este e-mail", "ver no navegador",
)  # fmt: skip
OFFERS = (
    "nossa carta", "nosso boletim",
    "nossa newsletter", "seu e-mail", "seu email", "por mês", "no facebook", "no twitter",
    "no instagram", "no whatsapp", "tempo de leitura", "min de leitura", "minutos de leitura",
    "seu navegador",
)  # fmt: skip
LEGAL = (
    "todos os direitos reservados", "política de privacidade", "aviso legal", "termos de uso",
    "termos e condições", "política de cookies", "utiliza cookies", "usa cookies",
)  # fmt: skip
FURNITURE = (
    "início", "página inicial", "buscar", "busca", "pesquisar", "menu", "contato", "contacto",
    "sobre", "sobre nós", "quem somos", "publicidade", "anúncio", "compartilhar", "imprimir",
    "comentários", "comentário", "próximo", "anterior", "voltar", "fechar", "mais", "tags",
    "categorias", "editorias", "temas", "autor", "fonte", "fontes", "assinatura", "ajuda", "vagas",
)  # fmt: skip
SAYS = (
    "disse", "diz", "afirmou", "afirma", "escreveu", "escreve", "explicou", "explica",
    "acrescentou", "declarou", "citação",
)  # fmt: skip
COMMENTS = ("comentários", "comentário", "deixe um comentário", "deixe uma resposta")
ADDRESSES = (
    "você", "vocês", "seu", "sua", "seus", "suas", "te", "nosso", "nossa", "nossos", "nossas",
    "nos", "nós",
)  # fmt: skip
