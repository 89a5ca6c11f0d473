"""The page of a profile that has no note: the picture, how it was recorded, the hottest functions."""

from __future__ import annotations

from dataclasses import replace

from sitegen.drawing.page_data import FigureState, PageData
from sitegen.formats import profile_stem
from sitegen.model import Profile
from sitegen.model.units import metric_index
from sitegen.pages.difference import DifferenceOptions, make_saved_difference
from sitegen.pages.figure_markup import figure_html
from sitegen.pages.graph import make_graph
from sitegen.pages.mentions import mentions_of
from sitegen.pages.page import Page
from sitegen.pages.page_facts import card, provenance
from sitegen.pages.report import facts
from sitegen.pages.source_folder import SourceFolder
from sitegen.pages.templates import Templates
from sitegen.pages.top_table import top_table

_CALLED = {"pprof": "A pprof profile.", "pprof-raw": "A pprof profile, as text.", "folded": "Folded stacks."}


def make_profile_page(
    path: str,
    url: str,
    profile: Profile,
    templates: Templates,
    default_metric: str | None,
    download: str | None,
    source: SourceFolder | None = None,
) -> Page:
    """The page of one profile; path is relative to the content, download the link to its raw file.

    source: where the profile's code lies.
    """
    preferred = profile.metric_index(default_metric) if default_metric else None
    metric = profile.default_metric if preferred is None else preferred
    graph = make_saved_difference(profile, DifferenceOptions()) if profile.is_difference else make_graph(profile)
    if source is not None and graph.kept is not None:
        graph = replace(graph, source=source.find(graph.kept))
    metric = metric_index(graph.tree.metrics, profile.metrics[metric].name) or 0
    data = PageData()
    tree = data.add_tree(graph.tree, graph.functions, graph.comparisons, graph.labels)
    figure_id = profile_stem(path.rsplit("/", 1)[-1])
    state = FigureState(
        figure_id,
        tree,
        "",
        metric,
        duration=None if graph.comparisons else profile.provenance.duration_s,
        nodes=graph.nodes,
        scale=graph.scaling(metric),
    )
    html = figure_html(templates, data, state, graph, f"Flame graph of {path}", lists_functions=False)
    picture, lines = card(graph, metric)
    known = facts(profile)
    return Page(
        url,
        "profile.html",
        path.rsplit("/", 1)[0] + "/" + figure_id if "/" in path else figure_id,
        {
            "figure": {"html": html},
            "facts": [fact for fact in known if fact.label != "SHA-256"],
            "top": top_table(graph, metric),
            "profiles": [provenance(path, profile, download, known)],
            "payload_json": data.to_json(),
        },
        summary=_CALLED.get(profile.format, profile.format),
        has_figures=True,
        figures={figure_id: graph},
        lead=(graph, metric),
        mentions=mentions_of([(figure_id, graph, metric)]),
        thumbnail_svg=picture,
        card_facts=lines,
    )
