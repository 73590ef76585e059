for (const i of [1, 2]) document.body.style.color = 'var(--kleur-' + i + ')';
document.body.style.setProperty('--maat', '2px');
