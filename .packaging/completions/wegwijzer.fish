# SPDX-License-Identifier: EUPL-1.2
# Completion of wegwijzer for fish. It asks the program's own --help, so that it never names what that program lacks.

function __wegwijzer_commands
    wegwijzer --help --lang en 2>/dev/null | sed -n '/^Commands:/,/^$/p' | string replace -rf '^  ([a-z][a-z-]*)(?: \S+)*  +(.*)$' '$1\t$2'
end

function __wegwijzer_command
    set -l names (__wegwijzer_commands | string split -f 1 \t)
    for word in (commandline -opc)[2..]
        if contains -- $word $names
            echo $word
            return
        end
    end
end

function __wegwijzer_options
    wegwijzer (__wegwijzer_command) --help --lang en 2>/dev/null | string replace -rf '^  (?:-., |    )?(--[a-z-]+)(?: \S+)?  +(.*)$' '$1\t$2'
end

# The words of the choice before the cursor, "text|gnu|json".
function __wegwijzer_choices
    set -l option (commandline -opc)[-1]
    string match -q -- '--*' $option; or return 1
    set -l words (wegwijzer (__wegwijzer_command) --help --lang en 2>/dev/null | string replace -rf -- "^  (?:-., |    )?$option (\S+\|\S+)  +.*" '$1' | string split '|')
    test -n "$words[1]"; and printf '%s\n' $words
end

complete -c wegwijzer -n 'not string length -q (__wegwijzer_command)' -f -a '(__wegwijzer_commands)'
complete -c wegwijzer -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__wegwijzer_options)'
complete -c wegwijzer -n '__wegwijzer_choices >/dev/null' -f -a '(__wegwijzer_choices)'
complete -c wegwijzer -n 'string match -q explain (__wegwijzer_command)' -f -a '(wegwijzer explain 2>/dev/null | string split -f 1 " ")'
