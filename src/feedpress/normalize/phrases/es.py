"""Spanish phrases."""

BYLINES = (
    "por", "autor", "autora", "autores", "escrito por", "publicado por", "enviado por", "redacción",
    "redactado por", "texto de",
)  # fmt: skip
DATED = (
    "publicado", "publicado el", "publicada el", "fecha de publicación", "creado el",
    "publicación",
)  # fmt: skip
MOMENTS = ("fecha",)
TITLED = ("título", "titular", "asunto")
SOURCED = ("fuente",)
TAGGED = ("etiquetas", "palabras clave", "categorías", "categoría")
SENDERS = ("de",)
ON = ("el", "del")
REVISED = (
    "actualizado", "actualizado el", "actualizada el", "última actualización", "modificado",
    "modificado el",
)  # fmt: skip
RELATED = (
    "artículos relacionados", "noticias relacionadas", "contenido relacionado",
    "contenidos relacionados", "relacionado", "relacionados", "relacionadas", "temas relacionados",
    "entradas relacionadas", "publicaciones relacionadas", "lee también", "lea también",
    "leer también", "leer más", "lea más", "te puede interesar", "le puede interesar",
    "te podría interesar", "también te puede interesar", "quizás te interese",
    "también te puede gustar", "lo más leído", "lo más visto", "lo más popular", "más leídas",
    "más leídos", "las más leídas", "más noticias", "más artículos", "más populares",
    "últimas noticias", "noticias recientes", "entradas recientes", "artículos recientes",
    "lo último", "otras noticias", "otros artículos", "recomendado", "recomendados", "recomendamos",
    "recomendado para ti", "te recomendamos", "tendencias", "destacados", "destacadas",
    "noticias destacadas", "ver también", "véase también", "no te pierdas", "contenido patrocinado",
    "artículo siguiente", "artículo anterior", "siguiente noticia",
)  # fmt: skip
RELATED_STARTS = (
    "más de", "más en", "más sobre", "lee también", "lea también", "otras noticias de",
    "lo más leído en", "lo más leído de", "lo más visto en",
)  # fmt: skip
ASKS = (
    "suscríbete", "suscríbase", "suscribirse", "suscribir", "regístrate", "regístrese",
    "registrarse", "inicia sesión", "iniciar sesión", "síguenos", "síganos", "sigue a", "comparte",
    "compartir", "compartir en", "deja un comentario", "deja tu comentario", "deja una respuesta",
    "comentar", "ver comentarios", "haz clic", "haga clic", "descarga", "descargar", "recibe",
    "únete", "apóyanos", "ver más", "ver todo", "ver todos", "saltar al contenido",
    "ir al contenido", "volver arriba", "imprimir", "contáctanos", "envíanos", "conoce más",
    "recibes este correo", "has recibido este correo", "ver en el navegador",
)  # fmt: skip
OFFERS = (
    "nuestra carta", "nuestro correo",
    "nuestro boletín", "nuestra newsletter", "tu correo", "su correo", "correo electrónico",
    "al mes", "en facebook", "en twitter", "en instagram", "en whatsapp", "tiempo de lectura",
    "min de lectura", "minutos de lectura", "tu navegador", "su navegador",
)  # fmt: skip
LEGAL = (
    "todos los derechos reservados", "política de privacidad", "aviso legal",
    "términos y condiciones", "términos de uso", "política de cookies", "utiliza cookies",
    "usamos cookies", "condiciones de uso", "protección de datos",
)  # fmt: skip
FURNITURE = (
    "inicio", "buscar", "búsqueda", "menú", "contacto", "acerca de", "quiénes somos", "nosotros",
    "publicidad", "anuncio", "compartir", "imprimir", "comentarios", "comentario", "siguiente",
    "anterior", "volver", "cerrar", "más", "etiquetas", "categorías", "secciones", "temas", "autor",
    "fuente", "fuentes", "suscripción", "suscríbete", "ayuda", "empleo", "portada",
)  # fmt: skip
SAYS = (
    "dijo", "dice", "afirmó", "afirma", "señaló", "escribió", "escribe", "explicó", "explica",
    "añadió", "agregó", "declaró", "cita",
)  # fmt: skip
COMMENTS = ("comentarios", "comentario", "deja un comentario", "deja una respuesta")
ADDRESSES = (
    "tu", "tú", "tus", "te", "su", "sus", "usted", "ustedes", "nuestro", "nuestra", "nuestros",
    "nuestras", "nos", "nosotros",
)  # fmt: skip
