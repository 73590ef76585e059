/* From files to a catalogue: one step after another. */
#include "catalog/internal.h"

wz_catalog *wz_catalog_load(wz_arena *arena, wz_diags *diags, const wz_catalog_options *options)
{
    wz_source *source =
        wz_fs_read(arena, diags, options->fs, options->folder, WZ_STR("content/model.yaml"), WZ_LIMIT_FILE);
    wz_model *model = source ? wz_model_read(arena, diags, source) : NULL;
    if (!model) {
        return NULL;
    }
    wz_catalog *catalog = wz_new(arena, wz_catalog, 1);
    catalog->model = model;
    catalog->model_source = source;
    catalog->links = wz_new(arena, struct wz_catalog_links, 1);
    catalog->links->workers = options->workers < 1 ? 1 : options->workers;
    catalog->links->arenas = wz_new(arena, wz_arena *, catalog->links->workers);
    for (int w = 0; w < catalog->links->workers; w++) {
        catalog->links->arenas[w] = wz_arena_new(NULL);
    }
    wz_catalog_read(arena, diags, catalog, options);
    wz_map *former = wz_catalog_collect_former(arena, diags, catalog);
    wz_catalog_resolve(arena, diags, catalog, former);
    wz_catalog_check_rings(diags, catalog);
    wz_catalog_make_redirects(arena, catalog, former, options->quarantine);
    if (options->quarantine) {
        wz_catalog_quarantine(arena, diags, catalog);
    }
    wz_catalog_derive(arena, catalog, catalog->links->workers);
    return catalog;
}

void wz_catalog_free(wz_catalog *catalog)
{
    for (int w = 0; catalog && w < catalog->links->workers; w++) {
        wz_arena_free(catalog->links->arenas[w]);
        catalog->links->arenas[w] = NULL;
    }
}
