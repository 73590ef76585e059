/* commentaar */ var a = 6, g = 3, b = -1 // en nog een
var deling = a / g / 1, tekst = `x  ${ 1 +  1 }  /* geen */ // geen`
var pijl = a <! --b;
var zoek = /[/]  b/.test("/  b")
