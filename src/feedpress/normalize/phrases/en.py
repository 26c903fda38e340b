"""English phrases."""

BYLINES = (
    "by", "written by", "author", "authors", "words by", "story by", "posted by", "published by",
    "reported by", "submitted by", "article by", "text by",
)  # fmt: skip
DATED = (
    "published", "published on", "published at", "published date", "publish date",
    "publication date", "date published", "first published", "first published on",
    "originally published", "originally published on", "posted", "posted on", "posted at",
    "date posted", "created", "created on", "written on", "filed",
)  # fmt: skip
MOMENTS = ("date",)
TITLED = ("title", "headline", "subject")
SOURCED = ("source", "url", "source url", "original", "original url", "page url")
TAGGED = ("tags", "keywords", "categories", "category", "filed under")
SENDERS = ("from",)
ON = ("on", "at")
REVISED = (
    "updated", "updated on", "updated at", "last updated", "last updated on", "last modified",
    "modified", "edited", "last edited",
)  # fmt: skip
RELATED = (
    "related", "related articles", "related article", "related stories", "related story",
    "related news", "related posts", "related content", "related coverage", "related topics",
    "related reading", "related links", "related videos", "recent", "recent news", "recent stories",
    "recent posts", "recent articles", "latest", "latest news", "latest stories", "latest posts",
    "latest articles", "latest headlines", "top stories", "top news", "top headlines",
    "more stories", "more news", "more articles", "more posts", "more headlines", "more like this",
    "more to read", "read more", "read next", "read also", "also read", "keep reading", "up next",
    "next up", "see also", "see more", "you may also like", "you might also like", "you might like",
    "you may like", "you might be interested in", "you may be interested in", "most read",
    "most popular", "most viewed", "most shared", "most commented", "popular", "popular posts",
    "popular stories", "popular now", "trending", "trending now", "trending stories",
    "in other news", "other news", "other stories", "other articles", "elsewhere",
    "elsewhere on the web", "from the web", "around the web", "from our partners", "our partners",
    "sponsored", "sponsored content", "sponsored stories", "promoted stories", "paid content",
    "recommended", "recommended for you", "recommended reading", "recommended stories",
    "we recommend", "suggested for you", "suggested reading", "further reading", "featured",
    "featured stories", "featured articles", "featured posts", "editor's picks", "editors' picks",
    "editor's choice", "our picks", "don't miss", "must read", "must reads", "what to read next",
    "more for you", "just for you", "for you", "stories for you", "more coverage", "hot topics",
    "breaking news", "today's headlines", "in case you missed it", "people also read", "popular articles",
    "similar articles", "similar posts", "similar stories", "previous post", "next post",
    "previous article", "next article",
)  # fmt: skip
RELATED_STARTS = (
    "related to this", "more from", "more in", "more on", "more about", "latest in", "latest from", "best of",
    "top in", "also on", "most popular in", "popular in", "other stories from",
    "most read in", "most viewed in", "most read on", "popular on", "trending in", "trending on",
)  # fmt: skip
ASKS = (
    "subscribe", "sign up", "sign-up", "signup", "join our", "join now", "join the conversation",
    "join the discussion", "join us on", "register now", "register for", "register to", "log in",
    "login", "sign in", "create an account", "create a free account", "become a member", "get our",
    "get the latest", "get unlimited", "get breaking", "get email", "get notified",
    "be the first to", "follow us", "follow me", "follow on", "like us on", "find us on",
    "connect with us", "share this", "share on", "share with", "share via", "share the",
    "tweet this", "pin it", "email this", "print this", "save this", "leave a reply",
    "leave a comment", "leave your comment", "post a comment", "add a comment", "write a comment",
    "view comments", "show comments", "read comments", "load comments", "click here", "tap here",
    "click to", "download the app", "download our", "download the", "get the app", "install the",
    "support our", "donate", "enable notifications", "turn on notifications", "enable javascript",
    "please enable", "accept cookies", "contact us", "send us", "do you have a", "have a tip",
    "got a tip", "tell us", "let us know in the comments", "buy now", "shop now", "learn more",
    "find out more", "watch now", "watch the video", "listen to this article", "play video",
    "view gallery", "view photos", "read the full", "continue reading", "read original",
    "report a typo", "report an error", "already a subscriber", "already a member", "not a member",
    "support independent", "help keep", "thank you for", "thanks for", "hey subscribe", "skip to",
    "jump to", "jump directly to", "scroll to", "back to top", "go to", "view all", "see all", "show all", "show more",
    "load more", "view more", "submit", "sign me up", "count me in", "send it to me", "follow him on",
    "follow her on", "follow them on", "start your day with our", "start the day with our",
    "you are receiving this", "you're receiving this", "you received this email", "view in browser",
    "view this email",
)  # fmt: skip
OFFERS = (
    "our newsletter", "newsletter", "our letter", "our letters", "our emails", "our briefing",
    "our bulletin", "our mailing list", "cookies", "copyright", "your inbox", "your email",
    "e-mail address", "email address", "free trial", "per month", "daily briefing",
    "breaking news alerts", "push notifications", "follow us", "on twitter", "on facebook",
    "on instagram", "on whatsapp", "on telegram", "our app", "your subscription", "unsubscribe",
    "subscribers", "affiliate commission", "affiliate links", "earn a commission", "may earn",
    "independently selected", "support us", "our journalism", "comments are closed",
    "be the first to comment", "no comments", "your browser", "javascript", "advertisement",
    "sponsored", "min read", "minute read", "minutes read", "reading time", "getty images",
    "photo by", "image credit", "photo credit", "image courtesy",
)  # fmt: skip
LEGAL = (
    "all rights reserved", "privacy policy", "privacy notice", "terms of use",
    "terms of service", "terms and conditions", "terms & conditions", "cookie policy",
    "use cookies", "uses cookies", "do not sell", "your privacy", "may not be published",
    "may not be reproduced", "registered trademark", "site map", "accessibility statement",
    "user agreement", "not be republished", "without permission",
)  # fmt: skip
FURNITURE = (
    "story continues below", "story continues below advertisement", "article continues below",
    "article continues below advertisement", "continue reading below", "scroll to continue",
    "menu", "home", "search", "share", "shares", "print", "email", "e-mail", "comment", "comments",
    "reply", "like", "save", "close", "next", "previous", "prev", "back", "more", "tags", "tag",
    "topics", "categories", "category", "filed under", "about", "about us", "contact", "help",
    "faq", "advertise", "advertise with us", "careers", "jobs", "press", "rss", "sitemap",
    "site map", "privacy", "terms", "legal", "imprint", "login", "register", "account",
    "my account", "settings", "subscribe", "newsletter", "newsletters", "follow", "following",
    "advertisement", "ad", "ads", "loading", "loading...", "copy link", "link copied", "copy url",
    "listen", "watch", "photos", "videos", "gallery", "credit", "source", "via", "or", "new", "top",
    "read", "open", "ok", "yes", "no", "opens a new window", "opens in a new window",
    "opens in new tab", "facebook", "twitter", "x", "instagram", "linkedin", "pinterest", "reddit",
    "tumblr", "whatsapp", "telegram", "youtube", "tiktok", "flipboard", "pocket", "messenger",
    "snapchat", "threads", "bluesky", "mastodon", "google", "google news", "google+", "flickr",
    "disqus", "app store", "google play", "author", "about the author", "related", "join now",
    "subscribe now",
)  # fmt: skip
SAYS = (
    "said", "says", "say", "wrote", "writes", "added", "adds", "explained", "noted", "stated",
    "argued", "quote", "put it", "as follows",
)  # fmt: skip
COMMENTS = (
    "comments", "comment", "view comments", "add comment", "leave a reply", "leave a comment",
    "leave a response", "post a comment", "replies", "responses", "discussion",
    "join the conversation", "join the discussion", "thoughts on",
)  # fmt: skip
ADDRESSES = (
    "you", "your", "yours", "our", "ours", "us", "we", "me", "you're", "you'll", "you've", "you'd",
    "we're", "we'll", "we've",
)  # fmt: skip
