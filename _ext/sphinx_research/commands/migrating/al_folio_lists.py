"""What of an al-folio site belongs to the theme: settings, front matter and files by name.

Names: al-folio's ``_config.yml``, ``CUSTOMIZE.md`` and the front matter of its own pages.
"""

from __future__ import annotations

CONFIG = (
    *("enable_*", "*_analytics", "*_verification", "jekyll*", "kramdown", "sass", "terser"),
    *("markdown", "highlighter", "plugins", "include", "exclude", "keep_files", "defaults"),
    *("collections", "permalink", "pagination", "lsi", "blog_name", "blog_description", "icon"),
    *("repo_theme_*", "repo_trophies", "rss_icon", "*_fixed", "search_enabled", "*_in_search"),
    *("bib_search", "serve_*", "og_image", "og_locale", "related_blog_posts", "giscus"),
    *("disqus_shortname", "external_sources", "newsletter", "display_tags", "display_categories"),
    *("filtered_bibtex_keywords", "max_author_limit", "more_authors_animation_delay"),
    *("external_links", "imagemagick", "lazy_loading_images", "third_party_libraries"),
    *("jsonresume", "lang", "last_updated", "impressum_path", "back_to_top", "footer_text"),
    *("keywords", "max_width", "panelbear_analytics", "mathjax", "bootstrap", "fontawesome"),
    *("academicons", "medium_zoom", "masonry", "navbar_position", "hide_wallpaper", "latex"),
    *("baseurl_*", "archives", "paginate", "highlight_theme_*", "theme", "google_fonts"),
    *("sitemap", "academicons*", "anchor_js", "d3", "mdb", "popper", "jquery", "vega*", "libs"),
    *("contact_note", "cache_directory", "ghost", "al_folio", "toc", "sidebar"),
    *("analytics", "external_services", "cookie*", "open_graph*"),
)
PAGE = (
    *("layout", "nav", "nav_order", "nav_rank", "dropdown", "children", "sitemap", "horizontal"),
    *("social", "news", "announcements", "latest_posts", "selected_papers", "selected_projects"),
    *("display_categories", "years", "toc", "pagination", "giscus_comments", "disqus_comments"),
    *("related_posts", "related_publications", "pretty_table", "tabs", "tikzjax", "chart"),
    *("code_diff", "map", "mermaid", "images", "pseudocode", "typograms", "featured", "thumbnail"),
    *("importance", "github_stars", "inline", "collection", "published", "hide_description"),
    *("og_image", "_styles", "bibliography", "citation", "scholar", "external_source", "sidebar"),
    *("page_id", "search", "enable_*", "cv_format", "notitle", "show_title"),
)
FILES = (
    (
        "layouts, styles and scripts",
        (
            *("_includes/*", "_layouts/*", "_sass/*", "_plugins/*", "_scripts/*", "assets/css/*"),
            *("assets/js/*", "assets/fonts/*", "assets/webfonts/*", "assets/libs/*", "*.scss"),
            *("assets/bibliography/*", "_data/featured_plugins.yml", "_data/citations.yml"),
        ),
    ),
    (
        "files of tools and of the repository",
        (
            *("bin/*", "test/*", "Gemfile*", "package*.json", "Dockerfile", "docker-compose*"),
            *("purgecss.config.js", "robots.txt", "[A-Z]*.md", "LICENSE*", "requirements.txt"),
            *("readme_preview/*", "lighthouse_results/*", ".*", "CNAME", "*.liquid", "404.*"),
            *("news.html", "index.html", "feed.xml", "search.json", "playwright*", "postcss*"),
        ),
    ),
)
SOCIALS_THEME = ("rss_icon", "scholar_*_citations")
ADDRESSES = {
    "acm": "https://dl.acm.org/profile/{}",
    "hal": "https://hal.science/{}",
    "ieee": "https://ieeexplore.ieee.org/author/{}",
    "inspirehep": "https://inspirehep.net/authors/{}",
    "lattes": "https://lattes.cnpq.br/{}",
    "medium": "https://medium.com/@{}",
    "osf": "https://osf.io/{}",
    "publons": "https://publons.com/a/{}",
    "quora": "https://www.quora.com/profile/{}",
    "research-gate": "https://www.researchgate.net/profile/{}",
    "scopus": "https://www.scopus.com/authid/detail.uri?authorId={}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "wikipedia": "https://en.wikipedia.org/wiki/User:{}",
    "zotero": "https://www.zotero.org/{}",
}
"""Where al-folio's social icons lead, by the name of the setting without its ending."""
