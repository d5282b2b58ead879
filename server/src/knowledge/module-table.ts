/**
 * Packages that the API description of the Go distribution leaves out or does not have, in the notation that stdlib.ts
 * reads. Written by hand from their documentation, with every exported name.
 */
export const moduleTable: Readonly<Record<string, string>> = {
  'golang.org/x/sync/errgroup': [
    'WithContext(context.Context)(*Group,context.Context)',
    ':Group struct',
    '*Go(func()error)',
    '*SetLimit(int)',
    '*TryGo(func()error)bool',
    '*Wait()error',
  ].join('\n'),
  unsafe: [
    'Add(Pointer,int)Pointer',
    'Alignof(any)uintptr',
    'Offsetof(any)uintptr',
    'Sizeof(any)uintptr',
    'Slice(*$0,int)[]$0',
    'SliceData([]$0)*$0',
    'String(*byte,int)string',
    'StringData(string)*byte',
    ':Pointer ?',
  ].join('\n'),
};
