/*!
[config]
name: cut
[test]
arg_in: 0 buffer int[4294967295] repeat