# Folds what `perf script` prints: a header a sample, then its frames leaf first, then an empty line. Frames of the
# kernel get the suffix of folded stacks.
#   perf script | awk -f fold_perf.awk > cpu.folded
/^[^ \t]/ { stack = ""; next }
/^[ \t]/ {
    name = $0
    sub(/^[ \t]*[0-9a-f]+ /, "", name)
    is_kernel = name ~ /\(\[[^()]*\]\)$/ && name !~ /\(\[unknown\]\)$/
    sub(/ \([^()]*\)$/, "", name)
    sub(/\+0x[0-9a-f]+$/, "", name)
    gsub(/;/, ":", name)
    if (is_kernel) name = name "_[k]"
    stack = stack == "" ? name : name ";" stack
    next
}
/^$/ { if (stack != "") count[stack]++; stack = "" }
END {
    if (stack != "") count[stack]++
    for (stack in count) print stack, count[stack]
}
