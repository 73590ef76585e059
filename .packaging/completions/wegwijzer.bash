# SPDX-License-Identifier: EUPL-1.2
# Completion of wegwijzer for bash. It asks the program's own --help, so that it never names what that program lacks.

# What --help says of a command (of the tool without one): a line each, `-o`, `--output DIR` or `command ARGUMENTS`.
_wegwijzer_help() {
    wegwijzer ${1:+"$1"} --help --lang en 2>/dev/null
}

# The words of a choice, "text|gnu|json", or what kind of value it is: DIR, FILE, DATE; nothing for a switch.
_wegwijzer_value() { # COMMAND OPTION
    _wegwijzer_help "$1" | sed -n -E "s/^  (-., | {4})?--${2#--} ([^ ]+).*/\\2/p" | head -n 1
}

_wegwijzer() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= commands i value
    commands=$(_wegwijzer_help | sed -n -E '/^Commands:/,/^$/s/^  ([a-z][a-z-]*) .*/\1/p')
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ " ${commands//$'\n'/ } " == *" ${COMP_WORDS[i]} "* ]]; then
            command=${COMP_WORDS[i]}
            break
        fi
    done
    COMPREPLY=()
    case $previous in
    -C) value=DIR ;;
    -o) value=$(_wegwijzer_value "$command" --output) ;;
    --*) value=$(_wegwijzer_value "$command" "$previous") ;;
    esac
    if [[ $value == *'|'* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${value//|/ }" -- "$current")
    elif [[ $value == DIR ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    elif [[ -n $value && $value != FILE ]]; then
        return
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_wegwijzer_help "$command" | sed -n -E 's/^  (-., | {4})?(--[a-z-]+).*/\2/p')" -- "$current")
    elif [[ -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    elif [[ $command == explain ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(wegwijzer explain 2>/dev/null | cut -d ' ' -f 1)" -- "$current")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _wegwijzer wegwijzer
